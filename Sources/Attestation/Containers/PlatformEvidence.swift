public import Primitives

/// What the hardware or the hypervisor signed, not yet verified.
public enum PlatformEvidence: Hashable, Sendable {
    /// A TDX quote and the events of its registers.
    case tdx(quote: Bytes, events: [TDXEvent])
    /// The COSE_Sign1 message of a Nitro Security Module.
    case nitroEnclave(document: Bytes)
    /// A SEV-SNP report, the certificates that vouch for it where there are any, and the document
    /// whose hash is its HOST_DATA.
    case snp(report: Bytes, certificates: [Bytes], configuration: String)
}

extension PlatformEvidence {
    /// The platform.
    public var platform: Platform {
        switch self {
        case .tdx: .tdx
        case .nitroEnclave: .nitroEnclave
        case .snp: .snp
        }
    }
}
