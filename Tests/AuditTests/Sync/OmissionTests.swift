import Audit
import Chain
import Foundation
import Primitives
import Testing

@Suite("A provider that leaves out or adds is found out")
struct OmissionTests {
    private static let history = RecordedChain.history
    private static let logs = history.flatMap(\.logs)

    private func synchronized(
        _ chains: [RecordedChain], isComplete: Bool = true
    ) async throws -> AuditStore {
        let store = try AuditStore.recorded(isComplete: isComplete)
        try await store.synchronize(from: chains, to: 53)
        return store
    }

    private func liar(_ omitted: [PlacedLog]) -> RecordedChain {
        let chain = RecordedChain(OmissionTests.history, label: "liar")
        chain.omitted = Set(omitted)
        return chain
    }

    private func content(_ store: AuditStore) throws -> [PlacedLog] {
        var logs: [PlacedLog] = []
        try store.eachLog(in: 0...53) { logs.append($0) }
        return logs
    }

    /// One provider for each list of logs, all asked at once; what each left out must be noted.
    private func check(_ omissions: [[PlacedLog]], _ honest: [PlacedLog]) async throws {
        let liars = omissions.enumerated().map { index, logs in
            let chain = RecordedChain(OmissionTests.history, label: "liar \(index)")
            chain.omitted = Set(logs)
            return chain
        }
        let store = try await synchronized(liars)
        #expect(try content(store) == honest)
        #expect(try store.agreements().isEmpty)
        let faults = Dictionary(grouping: try store.faults(), by: \.provider)
        for (index, logs) in omissions.enumerated() {
            let found = faults["liar \(index)"] ?? []
            #expect(found.allSatisfy { $0.kind == .omitted })
            let told = Dictionary(uniqueKeysWithValues: found.map { ($0.block, $0.count) })
            #expect(told == Dictionary(grouping: logs, by: \.block).mapValues(\.count))
        }
    }

    @Test("Each log in turn: the receipts have it, and the fault is noted")
    func each() async throws {
        let honest = try content(try await synchronized([liar([])]))
        #expect(honest.count > 150)
        try await check(honest.map { [$0] }, honest)
    }

    /// Whether every pair is left out, and not one for each log.
    private static let isFull = ProcessInfo.processInfo.environment["ALL_PAIRS"] != nil

    @Test("Pairs of logs, far apart and near; every pair with ALL_PAIRS=1")
    func pairs() async throws {
        let honest = try content(try await synchronized([liar([])]))
        var pairs: [[PlacedLog]] = []
        for (index, log) in honest.enumerated() {
            let others =
                OmissionTests.isFull
                ? honest[(index + 1)...] : [honest[(index * 7 + 1) % honest.count]]
            pairs += others.filter { $0 != log }.map { [log, $0] }
        }
        for start in stride(from: 0, to: pairs.count, by: 200) {
            try await check(Array(pairs[start..<min(start + 200, pairs.count)]), honest)
        }
    }

    @Test("All logs behind a block: a truncated answer")
    func truncated() async throws {
        let honest = try content(try await synchronized([liar([])]))
        let store = try await synchronized([liar(OmissionTests.logs.filter { $0.block > 20 })])
        #expect(try content(store) == honest)
    }

    @Test("A log that nobody emitted, and one in a block without any")
    func invented() async throws {
        let honest = try await synchronized([liar([])])
        let log = try #require(try content(honest).first)
        for block in [log.block, BlockNumber(12)] {
            let chain = liar([])
            chain.invented = [
                PlacedLog(
                    log: log.log, block: block, place: 77, transactionPlace: 0,
                    transaction: log.transaction)
            ]
            let store = try await synchronized([chain])
            #expect(try content(store) == content(honest))
            #expect(
                try store.faults() == [
                    ProviderFault(provider: "liar", block: block, kind: .invented, count: 1)
                ])
        }
    }

    @Test("Receipts that are not those of the header are asked of the next provider")
    func receipts() async throws {
        let chain = liar([])
        chain.blocks[15].receipts[0] = try #require(chain.blocks[17].receipts.first)
        await #expect(throws: SyncError.self) { _ = try await synchronized([chain]) }
        let honest = RecordedChain(OmissionTests.history, label: "honest")
        let store = try await synchronized([chain, honest])
        #expect(try store.agreements()["honest"] == 0...53)
    }

    @Test("A bare store takes the union of what providers tell, and calls it bare")
    func bare() async throws {
        let honest = try content(try await synchronized([liar([])]))
        let log = try #require(honest.dropFirst(40).first)
        let other = RecordedChain(OmissionTests.history, label: "other")
        let store = try await synchronized([liar([log]), other], isComplete: false)
        #expect(try content(store) == honest)
        #expect(try store.agreements() == ["other": 0...53])
        let result = try await Verifier(store).run()
        #expect(result.ranges.allSatisfy { $0.level == .bare })
        let agreed = try await synchronized(
            [RecordedChain(OmissionTests.history, label: "one"), other], isComplete: false)
        #expect(try await Verifier(agreed).run().ranges.allSatisfy { $0.level == .corroborated })
    }
}
