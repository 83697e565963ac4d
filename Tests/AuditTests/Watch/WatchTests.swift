import Audit
import Chain
import Codec
import Primitives
import Testing

@Suite("The watch")
struct WatchTests {
    private func store() async throws -> AuditStore {
        let store = try AuditStore.recorded()
        try await store.synchronize(from: [RecordedChain(RecordedChain.history)], to: 53)
        return store
    }

    private func rules(
        short: UInt64 = 1_000_000, safe: Address? = nil, expected: Set<Hash32> = []
    ) throws -> WatchRules {
        WatchRules(
            safe: try safe ?? RecordedDeployment()["safe"], expected: expected,
            shortSeconds: short)
    }

    /// The alerts of the history, folded in pages of so many blocks.
    private func alerts(
        _ store: AuditStore, _ rules: WatchRules, pageBlocks: UInt64 = 54, until last: UInt64 = 53
    ) throws -> (alerts: [Alert], open: [Alert]) {
        var timeline = Timeline(try store.subjects())
        var watch = Watch(rules, subjects: try store.subjects())
        var alerts: [Alert] = []
        for first in stride(from: UInt64(0), through: last, by: Int(pageBlocks)) {
            let end = min(first + pageBlocks - 1, last)
            try HistoryReader(store).eachTransaction(in: BlockNumber(first)...BlockNumber(end)) {
                events throws(StoreError) in
                alerts += watch.apply(timeline.apply(events))
            }
            let header = try #require(try store.header(BlockNumber(end)))
            alerts += watch.advance(to: header.timestamp)
        }
        return (alerts, watch.open)
    }

    @Test("The recorded history gives every kind that happened in it")
    func kinds() async throws {
        let (alerts, _) = try alerts(try await store(), try rules())
        let kinds = Set(alerts.map(\.kind))
        let never: Set<Alert.Kind> = [.proposal, .module, .foreignProposal, .decisionLog]
        #expect(kinds == Set(Alert.Kind.allCases).subtracting(never))
        #expect(Set(alerts.map(\.id)).count == alerts.count)
        let revoked = alerts.filter { $0.kind == .shortLivedGrant }
        #expect(revoked.map(\.block) == [22, 25])
        #expect(alerts.filter { $0.kind == .cancelled }.map(\.block) == [19, 40])
        for alert in alerts where alert.kind == .scheduled {
            #expect(alert.text.contains("(") && alert.text.contains("ready at"))
        }
    }

    @Test("The same ids come of every paging", arguments: [1, 3, 10])
    func paging(blocks: UInt64) async throws {
        let store = try await store()
        let whole = try alerts(store, try rules())
        let paged = try alerts(store, try rules(), pageBlocks: blocks)
        #expect(Set(paged.alerts) == Set(whole.alerts))
        #expect(paged.alerts.count == whole.alerts.count)
        #expect(paged.open == whole.open)
    }

    @Test("What is ready stands open until it is executed or cancelled")
    func open() async throws {
        let store = try await store()
        // Block 12 is empty and behind the delay; block 13 executes.
        let before = try alerts(store, try rules(), until: 12).open
        #expect(before.map(\.kind) == [.ready])
        #expect(try alerts(store, try rules(), until: 13).open.isEmpty)
        // The operation of block 49 can never succeed, and nobody withdrew it.
        let end = try alerts(store, try rules()).open
        #expect(end.contains { $0.kind == .ready && $0.block == 49 })
    }

    @Test("Another Safe's operations are foreign; where some are expected, all others are")
    func foreign() async throws {
        let store = try await store()
        let all = try alerts(store, try rules(safe: .zero)).alerts
        let scheduled = all.filter { $0.kind == .scheduled }
        #expect(all.filter { $0.kind == .foreignProposal }.count == scheduled.count)
        let one = try #require(scheduled.first?.operation)
        let told = try alerts(store, try rules(expected: [one])).alerts
        let foreign = Set(told.filter { $0.kind == .foreignProposal }.map(\.operation))
        #expect(!foreign.contains(one) && foreign.count == scheduled.count - 1)
    }

    @Test("Nothing is delivered twice, and nothing missed, by a journal that is opened anew")
    func journal() async throws {
        let folder = try TemporaryStore()
        let told = try alerts(try await store(), try rules()).alerts.map {
            (alert: $0, reminder: UInt64(0))
        }
        let now = Timestamp(seconds: 1000)
        let digest = try folder.open().contentDigest()
        for round in 0..<3 {
            let journal = try WatchJournal(try folder.open())
            #expect(try journal.begin(at: Timestamp(seconds: UInt64(5 + round))).seconds == 5)
            try journal.note(told, at: now)
            let pending = try journal.pending(for: "output")
            // Each round delivers ten; the rest is there after the restart.
            #expect(pending.map(\.id) == told.dropFirst(10 * round).map(\.alert.id))
            for notice in pending.prefix(10) { try journal.deliver(notice, to: "output") }
            #expect(try journal.pending(for: "webhook").count == told.count)
        }
        #expect(try folder.open().contentDigest() == digest)
    }

    @Test("What stands open is told again after the interval, until it is acknowledged")
    func reminders() async throws {
        let store = try await store()
        let open = try alerts(store, try rules()).open
        let alert = try #require(open.first)
        let journal = try WatchJournal(store)
        func due(_ seconds: UInt64) throws -> [UInt64] {
            let due = Reminders.due(
                [alert], last: try journal.last(alert.id).map { [alert.id: $0] } ?? [:],
                acknowledged: try journal.acknowledged(), now: Timestamp(seconds: seconds),
                interval: 60)
            try journal.note(due, at: Timestamp(seconds: seconds))
            return due.map(\.reminder)
        }
        #expect(try due(100) == [0])
        #expect(try due(159).isEmpty)
        #expect(try due(160) == [1])
        #expect(try due(161).isEmpty)
        #expect(try due(500) == [2])
        #expect(try journal.pending(for: "output").map(\.reminder) == [0, 1, 2])
        try journal.acknowledge(alert.id, at: Timestamp(seconds: 501))
        #expect(try due(9_000).isEmpty)
    }

    @Test("A finding that disagrees is an alert, another is none")
    func decisions() throws {
        let fault = Alert(logFault: "record 3", behind: 3, at: Timestamp(seconds: 9))
        #expect(fault.kind == .decisionLog && fault.staysOpen)
        #expect(fault.document(reminder: 2)["reminder"]?.integer() == 2)
    }
}
