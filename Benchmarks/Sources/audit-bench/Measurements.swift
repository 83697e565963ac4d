import Audit
import Chain
import Codec
import EthereumClient
import Glibc
import Primitives

/// The measurements of the auditor's library.
struct Measurements {
    /// How many events the longest history has.
    let events: UInt64
    /// How often what takes no time is measured; the best counts.
    let rounds = 5

    private static let kms =
        (try? Address(hex: "0x5fbdb2315678afecb367f032d93f642f64180aa3")) ?? .zero
    private static let logsPerBlock: UInt64 = 10
    private static let pageBlocks: UInt64 = 500

    /// Logs from the JSON of `eth_getLogs`, checked against the filter. A round takes a millisecond,
    /// and a process that began just now is slower for the first twenty of them.
    func logs() async throws -> Row {
        let count = 2_000
        let node = CannedLogs(count: count)
        let client = EthereumClient(transport: node, label: "canned")
        let filter = LogFilter(blocks: .range(16...16), addresses: [Measurements.kms])
        var best = 0.0
        for _ in 0..<(100 * rounds) {
            guard try await client.getLogs(filter).count == count else {
                throw RecordedHistory.Unreadable(path: "logs")
            }
            best = max(best, Double(count) / (Machine.now - node.answerTime))
        }
        return Row(name: "logs decoded from JSON", value: best, unit: "/s", goal: 2e6)
    }

    /// 20,000 headers hashed on all cores, as a store has some thousands hashed.
    func headers() async -> Row {
        var history = SyntheticHistory(kms: Measurements.kms, logsPerBlock: 0)
        let headers = history.page(blocks: 20_000).headers.map(\.header)
        var best = 0.0
        for _ in 0..<rounds {
            let start = Machine.now
            let hashes = await Header.hashesOnAllCores(of: headers)
            let seconds = Machine.now - start
            guard hashes.last == headers.last?.hash else { continue }
            best = max(best, Double(headers.count) / seconds)
        }
        return Row(name: "headers hashed", value: best, unit: "/s", goal: 1e6)
    }

    /// Headers from the JSON of a node, asked in batches, each with its computed hash.
    func headersRead() async throws -> Row {
        var history = SyntheticHistory(kms: Measurements.kms, logsPerBlock: 1)
        let headers = history.page(blocks: 2_000).headers
        let client = EthereumClient(
            transport: CannedHeaders(headers.map(\.header)), label: "canned")
        let numbers = headers.map(\.number)
        var best = 0.0
        for _ in 0..<rounds {
            let start = Machine.now
            let found = try await client.getHeaders(numbers)
            guard found.last??.hash == headers.last?.hash else {
                throw RecordedHistory.Unreadable(path: "headers")
            }
            best = max(best, Double(found.count) / (Machine.now - start))
        }
        return Row(name: "headers read from a node's answers", value: best, unit: "/s")
    }

    /// The recorded history of 53 steps: from its store into timeline, policy, authority and slots.
    func replay(fixtures: String) throws -> Row {
        let history = try RecordedHistory(folder: fixtures)
        let store = try AuditStore(path: ":memory:")
        try store.claim(
            StoredDeployment(chainID: 31337, kms: history.kms, firstBlock: 0), subjects: [])
        for page in history.pages { try store.apply(page) }
        var best = Double.infinity
        for _ in 0..<rounds {
            best = min(
                best,
                try Machine.seconds {
                    let entries = try HistoryReader(store).timeline()
                    _ = PolicyState(entries)
                    _ = AuthorityHistory.periods(entries)
                    var replay = StateReplay(try store.subjects())
                    try HistoryReader(store).eachTransaction(in: 0...53) {
                        events throws(StoreError) in
                        _ = replay.apply(events)
                    }
                })
        }
        return Row(
            name: "53-step history replayed", value: best * 1000, unit: "ms", goal: 50,
            isCost: true)
    }

    /// A synthetic history, written to a database and replayed from it: events written a second, how
    /// much memory grew from the first hundredth on, and how much the last tenth costs of the first.
    func scale(folder: String) throws -> [Row] {
        let store = try AuditStore(path: folder + "/audit.sqlite")
        try store.claim(
            StoredDeployment(chainID: 31337, kms: Measurements.kms, firstBlock: 0),
            subjects: [
                Subject(address: Measurements.kms, role: .kms, found: 0, isGiven: true)
            ])
        var history = SyntheticHistory(
            kms: Measurements.kms, logsPerBlock: Measurements.logsPerBlock)
        let blocks = events / Measurements.logsPerBlock
        var writing = 0.0
        var written: UInt64 = 0
        func write(upTo end: UInt64) throws {
            while written < end {
                let page = history.page(blocks: min(Measurements.pageBlocks, end - written))
                written += UInt64(page.headers.count)
                writing += try Machine.seconds { try store.apply(page) }
            }
        }
        // Before the rest is written, of which this process would keep what it once needed.
        let few = max(blocks / 100, 1)
        try write(upTo: few)
        let small = try replay(store, blocks: few)
        try write(upTo: blocks)
        let early = try replay(store, blocks: max(blocks / 10, 1))
        let whole = try replay(store, blocks: blocks)
        return [
            Row(
                name: "events written to the database", value: Double(events) / writing,
                unit: "/s", goal: 1e5),
            Row(
                name: "memory, \(events) events beside \(events / 100)",
                value: (Double(whole.memory) / Double(small.memory) - 1) * 100, unit: "% more",
                goal: 5, isCost: true),
            Row(
                name: "time for an event, \(events) beside \(events / 10)",
                value: whole.seconds / (10 * early.seconds), unit: "times", goal: 1.3,
                isCost: true),
            Row(
                name: "events replayed from the database",
                value: Double(events) / whole.seconds, unit: "/s", goal: 1e5),
        ]
    }

    private func replay(
        _ store: AuditStore, blocks: UInt64
    ) throws -> (seconds: Double, memory: Int) {
        var memory = 0
        let seconds = try Machine.seconds {
            var timeline = Timeline(try store.subjects())
            var state = PolicyState()
            var count: UInt64 = 0
            try HistoryReader(store).eachTransaction(in: 0...BlockNumber(blocks - 1)) {
                events throws(StoreError) in
                for entry in timeline.apply(events) { state.apply(entry) }
                count += UInt64(events.count)
                if count % 10_000 == 0 { memory = max(memory, Machine.memory) }
            }
            memory = max(memory, Machine.memory)
            guard count == blocks * Measurements.logsPerBlock else {
                throw RecordedHistory.Unreadable(path: "the synthetic history")
            }
        }
        return (seconds, memory)
    }
}
