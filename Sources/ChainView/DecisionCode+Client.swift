import Authorization
import EthereumClient

extension DecisionCode {
    /// The rule that an error of a client shows.
    init(_ error: ClientError) {
        if let fault = error.nodeError?.fault {
            switch fault {
            case .cannot, .notFound: self = .proofWindow
            case .executionFailed: self = .appGas
            case .reverted: self = .appReverted
            default: self = .node
            }
        } else {
            self = DecisionCode(rawValue: error.code) ?? .unavailable
        }
    }

    /// Whether an answer of this kind cannot come from an honest node: a lie, as against a fault.
    var isLie: Bool {
        switch self {
        case .headerHash, .headEquivocation, .proofInvalid, .proofAddress, .proofKey, .proofCount,
            .proofMissing, .proofEncoding, .proofRoot:
            true
        default: false
        }
    }
}
