public import Authorization
import Primitives

/// Something that a person should know, for logs and metrics. Texts are ASCII and hold no URL.
public enum ChainEvent: Hashable, Sendable {
    /// The heads are agreed, after a time in which they were not.
    case agreed
    /// There are no heads to decide by, or no longer by this round.
    case notAgreed(HeadDenial)
    /// Every allow is halted until a person acknowledges it.
    case halted(HeadDenial)
    /// An operator lied: its votes do not count until a person releases it.
    case lie(operator: String, code: DecisionCode, evidence: String)
    /// The KMS contract names no gateway, or one that guests cannot check, which the configuration
    /// accepts or does not. Told once for each such id.
    case gateway(id: String, isAccepted: Bool)
    /// What must be kept across restarts could not be written.
    case memoryNotWritten(String)

    /// One sentence for people.
    public var description: String {
        switch self {
        case .agreed: "the heads are agreed again"
        case .notAgreed(let denial): denial.description
        case .halted(let denial):
            "every allow is halted until it is acknowledged: \(denial.description)"
        case .lie(let label, let code, let evidence):
            "operator \(EscapedText(label, limit: 80)) lied (\(code.rawValue)) and has no vote until"
                + " it is released: \(EscapedText(evidence, limit: 900))"
        case .gateway("", _):
            "the KMS contract names no gateway (gatewayAppId is empty): apps get their keys and are"
                + " told none"
        case .gateway(let id, isAccepted: true):
            "guests cannot check the KMS contract's gateway id \"\(EscapedText(id, limit: 80))\":"
                + " apps are told it because acceptedGateways names it"
        case .gateway(let id, isAccepted: false):
            "guests cannot check the KMS contract's gateway id \"\(EscapedText(id, limit: 80))\":"
                + " every app is denied (kms.gateway) until the contract names ids of 20 bytes"
        case .memoryNotWritten(let path):
            "\(EscapedText(path, limit: 300)): floor and halt could not be written"
        }
    }
}
