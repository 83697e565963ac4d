public import Primitives

/// Why a transaction was not handed over, or why that is in doubt.
public enum SubmissionError<BuildFailure: Error>: Error {
    /// It could not be built or signed; its nonce is free again.
    case build(BuildFailure)
    /// It was not sent, or surely reached nobody; its nonce is free again.
    case notSent(ClientError)
    /// The node may have it: ask for the transaction `hash` before anything else is sent.
    case inDoubt(hash: Hash32, nonce: UInt64, ClientError)
}

extension SubmissionError: Sendable where BuildFailure: Sendable {}

extension SubmissionError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .build(let failure): "the transaction could not be built: \(failure)"
        case .notSent(let error): "the transaction was not sent: \(error)"
        case .inDoubt(let hash, let nonce, let error):
            "it is unknown whether the transaction \(hash) with nonce \(nonce) arrived: \(error)"
        }
    }
}

extension ClientError {
    /// Whether a node that failed so surely does not have what was sent: it refused it, or was never
    /// reached.
    public var surelyRefused: Bool {
        switch cause {
        case .transport(let error):
            switch error.kind {
            case .address, .connect, .tls: true
            default: false
            }
        case .answer: false
        case .node(let error):
            switch error.fault {
            case .underpriced, .replacementUnderpriced, .insufficientFunds, .gasLimit,
                .invalidParameters, .methodNotFound, .nonceTooLow, .nonceTooHigh:
                true
            default: false
            }
        case .exhausted(let errors): errors.allSatisfy(\.surelyRefused)
        }
    }
}
