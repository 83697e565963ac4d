import Audit
import Chain
import Primitives
import Testing

@Suite("A watch over a log of decisions")
struct DecisionWatchTests {
    /// Judges releases in rounds; `ends` are the blocks that the history has reached in each.
    private func open(
        _ recorded: RecordedGrants, _ rounds: [[RecordedRelease]], ends: [UInt64],
        isSigned: Bool = true
    ) throws -> DecisionWatch {
        var watch = DecisionWatch()
        for (releases, end) in zip(rounds, ends) {
            var audit = DecisionAudit(
                history: recorded.history, end: BlockNumber(end),
                endTime: RecordedChain.history[Int(end)].header.header.timestamp, shortSeconds: 0)
            func stored(_ number: BlockNumber) throws(StoreError) -> Hash32? {
                try recorded.store.header(number)?.hash
            }
            try watch.judgeWaiting(&audit, stored: stored)
            for release in releases {
                try watch.judge(release, isSigned: isSigned, &audit, stored: stored)
            }
            watch.note(audit)
        }
        return watch
    }

    @Test("Round by round the same stands open as in one, whatever the history had reached")
    func rounds() async throws {
        let recorded = try await RecordedGrants()
        let bad = recorded.release(0, at: 16)
        let other = recorded.release(1, at: 25, image: Hash32(UInt256(7)))
        let fork = recorded.release(2, at: 26, hash: .zero)
        let good = recorded.release(3, at: 25)
        let whole = try open(recorded, [[bad, other, fork, good]], ends: [53])
        #expect(whole.open.count == Set(whole.open.map(\.id)).count && whole.open.count >= 3)
        let paged = try open(
            recorded, [[bad], [other], [fork, good], []], ends: [20, 24, 25, 53])
        #expect(paged.open == whole.open)
        #expect(paged.waitingCount == 0 && whole.waitingCount == 0)
        // A record that is read again tells nothing new.
        let again = try open(
            recorded, [[bad, other, fork, good], [bad], [fork]], ends: [53, 53, 53])
        #expect(again.open == whole.open)
    }

    @Test("A release behind the history waits, and only one that is signed is kept for it")
    func waiting() async throws {
        let recorded = try await RecordedGrants()
        let release = recorded.release(0, at: 22)
        let before = try open(recorded, [[release]], ends: [20])
        #expect(before.open.isEmpty && before.waitingCount == 1)
        let after = try open(recorded, [[release], []], ends: [20, 53])
        #expect(after.open.count == 1 && after.waitingCount == 0)
        #expect(try open(recorded, [[release]], ends: [20], isSigned: false).waitingCount == 0)
    }

    @Test("The same finding has one id, whichever record was read first; a later fault is another")
    func ids() async throws {
        let recorded = try await RecordedGrants()
        let records = [recorded.release(0, at: 16), recorded.release(1, at: 15)]
        let first = try open(recorded, [records], ends: [53]).open.map(\.id)
        let second = try open(recorded, [records.reversed()], ends: [53]).open.map(\.id)
        #expect(!first.isEmpty && first == second)
        let time = Timestamp(seconds: 1)
        let faults = [3, 3, 4].map { Alert(logFault: "x", behind: $0, at: time).id }
        #expect(faults[0] == faults[1] && faults[1] != faults[2])
    }

    @Test("How far a log was verified is kept, and belongs to the one log")
    func verified() throws {
        let folder = try TemporaryStore()
        let journal = try WatchJournal(try folder.open())
        #expect(try journal.verified("a+1+x") == nil)
        let digest = try folder.open().contentDigest()
        try journal.noteVerified("a+1+x", size: 7, root: Hash32(UInt256(1)))
        try journal.noteVerified("a+1+x", size: 9, root: Hash32(UInt256(2)))
        let reopened = try WatchJournal(try folder.open())
        let found = try #require(try reopened.verified("a+1+x"))
        #expect(found.size == 9 && found.root == Hash32(UInt256(2)))
        #expect(try reopened.verified("b+1+x") == nil)
        #expect(try folder.open().contentDigest() == digest)
    }
}
