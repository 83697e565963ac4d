import Authorization
import Primitives
import Synchronization

/// Which words of storage a reading is about: two requests with equal keys are one read.
struct FactsKey: Hashable, Sendable {
    let block: Hash32
    let kind: BootRequest.Kind
    let image: Hash32
    let measurement: Hash32
    let device: Hash32?
    let app: Address
    let compose: Hash32
    /// What an app of unknown code is told besides.
    let rest: BootRequest?

    init(_ request: BootRequest, _ block: Hash32, isWhole: Bool = false) {
        self.block = block
        kind = request.kind
        image = request.osImageHash
        measurement = request.mrAggregated
        device = request.deviceID
        app = request.appID
        compose = request.composeHash
        rest = isWhole ? request : nil
    }
}

/// What reading the contracts came to, with the lies that were met on the way.
struct FactsResult: Sendable {
    /// An operator's lie.
    struct Lie: Sendable {
        let label: String
        let code: DecisionCode
        let evidence: String
        /// What was said on the wire.
        let exchanges: [ExchangeTrace.Exchange]
    }

    var reading: Result<DecisionBasis.Reading, HeadDenial>
    var lies: [Lie] = []
}

/// Facts that were proved at the present heads, and the reads that are under way.
final class FactsStore: Sendable {
    /// The most readings that are kept.
    static let most = 8192

    private let tasks = Mutex<[FactsKey: Task<FactsResult, Never>]>([:])

    /// The facts of `key`: kept, under way, or read now.
    func reading(
        _ key: FactsKey, _ read: @escaping @Sendable () async -> FactsResult
    ) async -> FactsResult {
        let task = tasks.withLock { tasks in
            if let task = tasks[key] { return task }
            if tasks.count >= FactsStore.most { tasks.removeAll() }
            let task = Task.detached { await read() }
            tasks[key] = task
            return task
        }
        let result = await task.value
        if case .failure = result.reading { drop(key, task) }
        return result
    }

    /// Forgets what was read at other blocks.
    func keep(_ blocks: Set<Hash32>) {
        tasks.withLock { tasks in
            tasks = tasks.filter { blocks.contains($0.key.block) }
        }
    }

    private func drop(_ key: FactsKey, _ task: Task<FactsResult, Never>) {
        tasks.withLock { tasks in
            if tasks[key] == task { tasks[key] = nil }
        }
    }
}
