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

    private struct State {
        var tasks: [FactsKey: Task<FactsResult, Never>] = [:]
        /// What the tasks have come to, where that is facts.
        var readings: [FactsKey: DecisionBasis.Reading] = [:]
    }

    private let state = Mutex(State())

    /// The facts of `key` if they were read before; asks nobody.
    func reading(_ key: FactsKey) -> DecisionBasis.Reading? {
        state.withLock { $0.readings[key] }
    }

    /// The facts of `key`: kept, under way, or read now.
    func reading(
        _ key: FactsKey, _ read: @escaping @Sendable () async -> FactsResult
    ) async -> FactsResult {
        let task = state.withLock { state in
            if let task = state.tasks[key] { return task }
            if state.tasks.count >= FactsStore.most { state = State() }
            let task = Task.detached { await read() }
            state.tasks[key] = task
            return task
        }
        let result = await task.value
        note(result, of: task, for: key)
        return result
    }

    /// Forgets what was read at other blocks.
    func keep(_ blocks: Set<Hash32>) {
        state.withLock { state in
            state.tasks = state.tasks.filter { blocks.contains($0.key.block) }
            state.readings = state.readings.filter { blocks.contains($0.key.block) }
        }
    }

    /// Keeps facts, and lets whoever asks next try again where there are none.
    private func note(
        _ result: FactsResult, of task: Task<FactsResult, Never>, for key: FactsKey
    ) {
        state.withLock { state in
            guard state.tasks[key] == task else { return }
            switch result.reading {
            case .success(let reading): state.readings[key] = reading
            case .failure: state.tasks[key] = nil
            }
        }
    }
}
