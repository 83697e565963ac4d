import Audit
import Chain
import Primitives
import Testing

@Suite("The same history gives the same store")
struct PagingTests {
    static let end = UInt64(RecordedChain.history.count - 1)

    private func digest(
        pageBlocks: UInt64, isComplete: Bool = true, to end: UInt64 = end
    ) async throws -> Hash32 {
        let store = try AuditStore.recorded(isComplete: isComplete)
        let chain = RecordedChain(RecordedChain.history)
        try await store.synchronize(from: [chain], to: end, pageBlocks: pageBlocks)
        return try store.contentDigest()
    }

    @Test("Whatever the pages", arguments: [1, 2, 3, 7, 20, 53])
    func pages(blocks: UInt64) async throws {
        #expect(try await digest(pageBlocks: blocks) == digest(pageBlocks: 1000))
        let bare = try await digest(pageBlocks: blocks, isComplete: false)
        #expect(try await bare == digest(pageBlocks: 1000, isComplete: false))
    }

    @Test("Another history gives another store")
    func differs() async throws {
        #expect(try await digest(pageBlocks: 10) != digest(pageBlocks: 10, to: 52))
        #expect(try await digest(pageBlocks: 10) != digest(pageBlocks: 10, isComplete: false))
    }

    @Test("Whatever the order of the providers")
    func order() async throws {
        let one = RecordedChain(RecordedChain.history, label: "one")
        let two = RecordedChain(RecordedChain.history, label: "two")
        let first = try AuditStore.recorded()
        try await first.synchronize(from: [one, two], to: 53, pageBlocks: 9)
        let second = try AuditStore.recorded()
        try await second.synchronize(from: [two, one], to: 53, pageBlocks: 11)
        #expect(try first.contentDigest() == second.contentDigest())
        #expect(try first.agreements() == ["one": 0...53, "two": 0...53])
    }

    @Test("Whatever the interruptions: the file is closed after every page")
    func interrupted() async throws {
        let folder = try TemporaryStore()
        for end in stride(from: UInt64(4), through: 53, by: 7) {
            let store = try folder.open()
            try await store.synchronize(
                from: [RecordedChain(RecordedChain.history)], to: end, pageBlocks: 3)
        }
        let store = try folder.open()
        try await store.synchronize(from: [RecordedChain(RecordedChain.history)], to: 53)
        #expect(try await store.contentDigest() == digest(pageBlocks: 53))
    }

    @Test("A provider that fails is replaced in the middle")
    func failover() async throws {
        let weak = RecordedChain(RecordedChain.history, label: "weak")
        weak.beforeAnswer = { chain, count in if count == 9 { chain.blocks = [] } }
        let strong = RecordedChain(RecordedChain.history, label: "strong")
        let store = try AuditStore.recorded()
        try await store.synchronize(from: [weak, strong], to: 53, pageBlocks: 5)
        #expect(try store.progress()?.number == 53)
        #expect(try store.agreements()["strong"] == 0...53)
        #expect(try await Verifier(store).run().refutations == [])
    }

    @Test("A chain that is another from the beginning is not taken on")
    func foreign() async throws {
        let store = try AuditStore.recorded()
        try await store.synchronize(from: [RecordedChain(RecordedChain.history)], to: 30)
        let foreign = RecordedChain.fork(of: RecordedChain.history, depth: 53)
        try await store.synchronize(from: [RecordedChain(foreign)], to: 53)
        #expect(try store.header(1)?.hash == foreign[1].header.hash)
        #expect(try await Verifier(store).run().refutations == [])
    }
}

@Suite("Reorganisations leave no trace")
struct ReorganisationTests {
    private static let blocks = RecordedChain.history(18, extendedBy: 64)
    private static let end = UInt64(blocks.count - 1)

    private func digest(isComplete: Bool) async throws -> Hash32 {
        let store = try AuditStore.recorded(isComplete: isComplete)
        try await store.synchronize(
            from: [RecordedChain(ReorganisationTests.blocks)], to: ReorganisationTests.end)
        return try store.contentDigest()
    }

    @Test("While pages are read, at every depth", arguments: 1...64)
    func reorganised(depth: Int) async throws {
        let fork = RecordedChain.fork(of: ReorganisationTests.blocks, depth: depth)
        let chain = RecordedChain(fork)
        let change = 10 + depth * 7 % 45
        chain.beforeAnswer = { chain, count in
            if count == change { chain.blocks = ReorganisationTests.blocks }
        }
        let store = try AuditStore.recorded()
        try await store.synchronize(
            from: [chain], to: ReorganisationTests.end, pageBlocks: UInt64(1 + depth % 9))
        #expect(chain.answerCount > change)
        #expect(try await store.contentDigest() == digest(isComplete: true))
    }

    @Test(
        "After everything was read, through the deployment itself",
        arguments: [1, 63, 64, 70, 81]
    )
    func late(depth: Int) async throws {
        for isComplete in [true, false] {
            let fork = RecordedChain.fork(of: ReorganisationTests.blocks, depth: depth)
            let store = try AuditStore.recorded(isComplete: isComplete)
            let end = ReorganisationTests.end
            try await store.synchronize(from: [RecordedChain(fork)], to: end, pageBlocks: 10)
            let chain = RecordedChain(ReorganisationTests.blocks)
            try await store.synchronize(from: [chain], to: end, pageBlocks: 10)
            #expect(try await store.contentDigest() == digest(isComplete: isComplete))
        }
    }

    @Test("A chain that never rests is given up")
    func unsteady() async throws {
        let fork = RecordedChain.fork(of: ReorganisationTests.blocks, depth: 70)
        let chain = RecordedChain(ReorganisationTests.blocks)
        chain.beforeAnswer = { chain, count in
            chain.blocks = count % 3 == 0 ? fork : ReorganisationTests.blocks
        }
        let store = try AuditStore.recorded()
        await #expect(throws: SyncError.self) {
            try await store.synchronize(from: [chain], to: ReorganisationTests.end)
        }
    }
}
