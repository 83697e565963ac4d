import Authorization
import Chain
import EthereumClient
import Primitives
import Synchronization

/// Which words of storage a reading is about, whatever the block: two requests with equal questions
/// are one read.
struct FactsQuestion: Hashable, Sendable {
    /// What an app is told besides.
    private enum Rest: Hashable {
        case nothing
        /// All of it; by reference, since it is long and seldom there.
        indirect case request(BootRequest)
    }

    let kind: BootRequest.Kind
    let image: Hash32
    let measurement: Hash32
    let device: Hash32?
    let app: Address
    let compose: Hash32
    private let rest: Rest

    /// What `request` asks; all of it where an app of unknown code is asked.
    init(_ request: BootRequest, isWhole: Bool = false) {
        kind = request.kind
        image = request.osImageHash
        measurement = request.mrAggregated
        device = request.deviceID
        app = request.appID
        compose = request.composeHash
        rest = isWhole ? .request(request) : .nothing
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

    /// A question at one block.
    private struct Read: Hashable {
        let question: FactsQuestion
        let block: Hash32
    }

    private struct State {
        var tasks: [Read: Task<FactsResult, Never>] = [:]
        /// What the tasks have come to, where that is facts: a view for each block, of which there
        /// are few.
        var views: [FactsQuestion: [DecisionBasis.View]] = [:]
    }

    private let state = Mutex(State())

    /// What was read before, at whatever block; asks nobody.
    func views(_ question: FactsQuestion) -> [DecisionBasis.View] {
        state.withLock { $0.views[question] ?? [] }
    }

    /// The facts at a block: kept, under way, or read now.
    func reading(
        _ question: FactsQuestion, at head: SealedHeader,
        _ read: @escaping @Sendable () async -> FactsResult
    ) async -> FactsResult {
        let key = Read(question: question, block: head.hash)
        let task = state.withLock { state in
            if let task = state.tasks[key] { return task }
            if state.tasks.count >= FactsStore.most { state = State() }
            let task = Task.detached { await read() }
            state.tasks[key] = task
            return task
        }
        let result = await task.value
        note(result, of: task, for: key, at: head)
        return result
    }

    /// Forgets what was read at other blocks.
    func keep(_ blocks: Set<Hash32>) {
        state.withLock { state in
            state.tasks = state.tasks.filter { blocks.contains($0.key.block) }
            state.views = state.views.compactMapValues { views in
                let kept = views.filter { blocks.contains($0.hash) }
                return kept.isEmpty ? nil : kept
            }
        }
    }

    /// Keeps facts, and lets whoever asks next try again where there are none.
    private func note(
        _ result: FactsResult, of task: Task<FactsResult, Never>, for key: Read,
        at head: SealedHeader
    ) {
        state.withLock { state in
            guard state.tasks[key] == task else { return }
            switch result.reading {
            case .success(let reading):
                var views = state.views[key.question] ?? []
                // Each of those who waited for the task comes by.
                guard !views.contains(where: { $0.hash == key.block }) else { return }
                views.append(DecisionBasis.View(head, reading))
                state.views[key.question] = views
            case .failure: state.tasks[key] = nil
            }
        }
    }
}

extension DecisionBasis.View {
    /// The block of `head`, and what was read there.
    convenience init(_ head: SealedHeader, _ facts: DecisionBasis.Reading?) {
        self.init(
            number: head.number, hash: head.hash, stateRoot: head.header.stateRoot,
            timestamp: head.header.timestamp, facts: facts)
    }
}
