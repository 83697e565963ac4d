public import Authorization
public import Primitives
import Synchronization

/// The emergency brake of a running service: the overlay's file, looked at four times a second.
///
/// A file that is no valid overlay, or an older one, changes nothing: the last valid one stays in
/// force, and the fault is told. Without a valid one, or with one that is older than what was in
/// force before a restart, the service does not start.
public final class BrakeWatch: Sendable {
    /// How often the file is looked at.
    public static let interval = RegularLook.interval

    private struct State {
        var overlay: BrakeOverlay
        var digest: Hash32
        var fault: BrakeFault?
    }

    private let file: WatchedFile
    private let memory: BrakeMemory
    private let keys: Set<Hash32>
    private let chainID: ChainID?
    private let kms: Address?
    private let state: Mutex<State>
    private let report: @Sendable (String) -> Void
    private let regularly = RegularLook()

    /// A brake by the overlay at `path`.
    ///
    /// - Parameters:
    ///   - brake: The file, and who may sign.
    ///   - chainID: The service's chain, where it is configured.
    ///   - kms: The service's KMS contract, where there is one.
    ///   - memory: The file that keeps the sequence in force across restarts; nil keeps none.
    ///   - report: Gets each change, in one sentence.
    /// - Throws: ``/Authorization/BrakeFault`` when there is no valid overlay.
    public init(
        _ brake: ServiceConfiguration.Brake, chainID: ChainID?, kms: Address?,
        memory: String? = nil, report: @escaping @Sendable (String) -> Void
    ) throws(BrakeFault) {
        file = WatchedFile(path: brake.path, limit: BrakeOverlay.mostBytes)
        keys = brake.keys
        self.chainID = chainID
        self.kms = kms
        self.report = report
        self.memory = BrakeMemory(path: memory)
        guard case .changed(let bytes) = file.poll() else {
            throw .form(
                "\(brake.path) cannot be read; make one that denies nothing with dstackgov brake")
        }
        let overlay = try BrakeOverlay(document: bytes, signedBy: brake.keys)
        try overlay.check(
            chainID: chainID, kms: kms ?? overlay.kms, inForce: self.memory.sequence())
        state = Mutex(State(overlay: overlay, digest: overlay.digest))
        keep(overlay)
    }

    /// Remembers what is in force; where that fails a restart could bring an older overlay back.
    private func keep(_ overlay: BrakeOverlay) {
        guard !memory.keep(overlay) else { return }
        report("brake \(overlay.sequence) is in force, but its sequence could not be written")
    }

    /// Looks at the file from now on.
    public func start() { regularly.start { [weak self] in self?.look() } }

    /// Looks no more.
    public func stop() { regularly.stop() }

    /// Looks at the file now.
    public func look() {
        switch file.poll() {
        case .unchanged: return
        case .unreadable:
            note(.failure(.form("\(file.path) cannot be read; the last overlay stays in force")))
        case .changed(let bytes):
            note(
                Result { () throws(BrakeFault) in
                    let overlay = try BrakeOverlay(document: bytes, signedBy: keys)
                    try overlay.check(
                        chainID: chainID, kms: kms ?? overlay.kms,
                        inForce: state.withLock { $0.overlay.sequence })
                    return overlay
                })
        }
    }

    private func note(_ result: Result<BrakeOverlay, BrakeFault>) {
        switch result {
        case .success(let overlay):
            state.withLock { state in
                state = State(overlay: overlay, digest: overlay.digest)
            }
            keep(overlay)
            report("brake \(overlay.sequence) in force: \(overlay.entries.count) entries")
        case .failure(let fault):
            state.withLock { $0.fault = fault }
            report(fault.description)
        }
    }

    /// What is in force, with the entry that denies `request`, if one does.
    public func look(at request: BootRequest) -> BootRecord.Brake {
        let now = state.withLock { $0 }
        return BootRecord.Brake(
            digest: now.digest, sequence: now.overlay.sequence,
            entry: now.overlay.denial(of: request))
    }

    /// Sequence, number of entries and whether the file is in order.
    public var status: (sequence: UInt64, entries: Int, fault: BrakeFault?) {
        let now = state.withLock { $0 }
        return (now.overlay.sequence, now.overlay.entries.count, now.fault)
    }
}
