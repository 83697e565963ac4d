import Authorization
import EthereumClient
import Primitives
import Synchronization

/// The chain as a quorum of providers sees it: heads agreed in the background, facts proved at them,
/// and the answer to a boot that rests on both.
///
/// ```swift
/// let view = try ChainView(configuration)
/// try await view.start()
/// let decided = await view.decide(request)
/// ```
public final class ChainView: Sendable {
    /// What it asks, whom, and when it believes the answers.
    public let configuration: ChainViewConfiguration

    let state: Mutex<ViewState>
    let reader: FactsReader
    /// The same reader, of one provider each.
    let soloReaders: [FactsReader]
    let store = FactsStore()
    let kept = KeptFacts()
    /// Whether the file of what is kept across restarts says what is known; held by who writes it.
    let isMemoryWritten = Mutex(true)
    private let poller = Mutex<Task<Void, Never>?>(nil)

    /// A view that has not asked anybody yet.
    ///
    /// - Throws: ``StartFault`` when the providers are not those of the rule, or the file of what is
    ///   kept across restarts cannot be read.
    public init(_ configuration: ChainViewConfiguration) throws(StartFault) {
        guard configuration.providers.map(\.label) == configuration.rule.operators else {
            throw .operators
        }
        guard configuration.chainID != nil || configuration.providers.count == 1 else {
            throw .noChainID
        }
        self.configuration = configuration
        var memory = HeadMemory()
        if let path = configuration.memoryFile { memory = try MemoryFile.read(path) }
        state = Mutex(ViewState(configuration, memory: memory))
        let codes = CodeStore()
        reader = FactsReader(configuration, configuration.providers, codes)
        soloReaders = configuration.providers.map { FactsReader(configuration, [$0], codes) }
    }

    deinit {
        poller.withLock { $0?.cancel() }
    }

    /// Asks every provider who it is, agrees on the heads once, and goes on doing so in the
    /// background. Providers that do not answer do not keep the view from starting.
    ///
    /// - Throws: ``StartFault`` for a provider of another chain, or without proofs.
    public func start() async throws(StartFault) {
        try await introduceAll()
        await poll()
        let interval = configuration.pollInterval
        let task = Task.detached { [weak self] in
            while !Task.isCancelled {
                let next = ContinuousClock.now + interval
                do { try await Task.sleep(until: next, clock: .continuous) } catch { return }
                guard let view = self else { return }
                await view.poll()
            }
        }
        poller.withLock { running in
            running?.cancel()
            running = task
        }
    }

    /// Ends the background rounds. Decisions go on until the pair is too old.
    public func stop() {
        poller.withLock { running in
            running?.cancel()
            running = nil
        }
    }

    /// What is known now; nobody is asked.
    public var status: ChainViewStatus {
        let clocks = configuration.clock()
        let quorum = configuration.rule.quorum
        return state.withLock { state in
            var heads: AgreedHeads?
            var denial: HeadDenial?
            switch state.current(clocks, now: .now, lifetime: configuration.agreementLifetime) {
            case .success(let pair): heads = pair.heads
            case .failure(let reason): denial = reason
            }
            let operators = state.operators.map { item in
                var item = item
                item.quarantine = state.memory.quarantine[item.label]
                return item
            }
            return ChainViewStatus(
                heads: heads, denial: denial, trouble: state.trouble, chainID: state.chainID,
                kms: state.kms, operators: operators,
                evidence: EvidenceLevel.of(quorum: quorum, asksOperators: false),
                floor: state.memory.floor, startedWithoutFloor: state.startedWithoutFloor,
                halt: state.memory.halt, clocks: clocks)
        }
    }

    /// Keeps floor, halt and quarantine across restarts.
    func writeMemory() {
        guard let path = configuration.memoryFile else { return }
        // What is written last is what was known last: rounds and decisions write at once.
        let (was, isWritten) = isMemoryWritten.withLock { isWritten in
            let was = isWritten
            isWritten = MemoryFile.write(state.withLock { $0.memory }, to: path)
            return (was, isWritten)
        }
        if was, !isWritten { configuration.report(.memoryNotWritten(path)) }
    }
}
