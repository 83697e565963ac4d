public import Authorization
import Primitives
import Synchronization

/// Answers by a policy file, read anew when it changes; a file that is no policy denies everything.
public final class FileBackend: BootBackend {
    private let watched: WatchedFile
    private let policy: Mutex<Result<PolicyFile, PolicyFile.Fault>>

    /// A backend over the file at `path`.
    ///
    /// - Throws: ``PolicyFile/Fault``.
    public init(path: String) throws(PolicyFile.Fault) {
        watched = WatchedFile(path: path, limit: 4 << 20)
        guard case .changed(let bytes) = watched.poll() else {
            throw PolicyFile.Fault(description: "\(path): cannot be read")
        }
        policy = Mutex(.success(try PolicyFile(bytes)))
    }

    /// ``/Authorization/BootRecord/Backend/file``.
    public var kind: BootRecord.Backend { .file }

    /// What the file means otherwise here than for auth-simple.
    public var changes: [String] { (try? policy.withLock { $0 }.get())?.changes ?? [] }

    /// The file's answer; the file is looked at each time.
    public func decide(_ request: BootRequest) async -> BackendAnswer { answer(request) }

    /// The file's answer, which needs nothing else.
    public func decideFromMemory(_ asked: AskedBoot) -> BackendAnswer? {
        answer(asked.request)
    }

    private func answer(_ request: BootRequest) -> BackendAnswer {
        switch watched.poll() {
        case .unchanged: break
        case .changed(let bytes):
            let result = Result { () throws(PolicyFile.Fault) in try PolicyFile(bytes) }
            policy.withLock { $0 = result }
        case .unreadable:
            policy.withLock {
                $0 = .failure(PolicyFile.Fault(description: "the policy file cannot be read"))
            }
        }
        do throws(PolicyFile.Fault) {
            let policy = try policy.withLock { $0 }.get()
            return .other(policy.decide(request), policy: policy.digest)
        } catch {
            return .other(.denied(.file, "the policy file is none"))
        }
    }

    /// The file's display values.
    public var information: ServiceInformation? {
        (try? policy.withLock { $0 }.get())?.information
    }

    /// What is wrong with the file.
    public var missing: [String] {
        if case .failure(let fault) = policy.withLock({ $0 }) { [fault.description] } else { [] }
    }

    /// None.
    public var metrics: [MetricLine] { [] }
}
