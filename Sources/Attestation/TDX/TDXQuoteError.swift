public import Cryptography

/// Why bytes are no TDX quote that verifies.
public enum TDXQuoteError: Error, Equatable, Sendable {
    /// The bytes end before the field that begins at `offset`.
    case truncated(offset: Int, needed: Int)
    /// A version other than 4 and 5; 3 is SGX.
    case version(UInt16)
    /// Another attestation key than ECDSA on P-256.
    case keyType(UInt16)
    /// Another kind of environment than TDX.
    case teeType(UInt32)
    /// Another vendor of the quoting enclave than Intel.
    case vendor
    /// A body of version 5 of another kind or length.
    case body(kind: UInt16, count: UInt32)
    /// A length that does not fit what is around it.
    case length(String)
    /// Bytes other than zeros behind the quote.
    case trailing(offset: Int)
    /// Certification data of another type than expected: 6 outside, 5 inside.
    case certification(found: UInt16, expected: UInt16)
    /// The attestation key is no point of P-256.
    case attestationKey
    /// The PCK chain is not leaf, intermediate and Intel's root.
    case chain(String)
    /// The PCK certificate lacks a member of Intel's extension, or has it twice.
    case extensionMember(String)
    /// A signature is not the one it should be.
    case signature(String)
    /// The quoting enclave's report does not hold the attestation key's hash.
    case reportData
    /// Collateral that is malformed, of another platform, not in force or not signed.
    case collateral(String)
    /// A certificate was revoked.
    case revoked(subject: String)
    /// The quoting enclave is not the one of the collateral.
    case quotingEnclave(String)
    /// No level of the collateral is as low as the platform.
    case noLevel
    /// The TDX module is none of the collateral.
    case module(String)
    /// OpenSSL failed, which says nothing of the quote.
    case failed(OpenSSLError)
}

extension TDXQuoteError: CustomStringConvertible {
    /// One sentence for people, in ASCII.
    public var description: String {
        switch self {
        case .truncated(let offset, let needed):
            "the quote ends at \(offset), where \(needed) bytes are needed"
        case .version(let version): "a quote of version \(version); 4 and 5 are TDX's"
        case .keyType(let type): "attestation key type \(type), not 2 (ECDSA on P-256)"
        case .teeType(let type): "environment type \(type), not 129 (TDX)"
        case .vendor: "the quoting enclave is not Intel's"
        case .body(let kind, let count): "a body of type \(kind) with \(count) bytes"
        case .length(let part): "the length of \(part) does not fit"
        case .trailing(let offset): "bytes behind the quote, from \(offset)"
        case .certification(let found, let expected):
            "certification data of type \(found), not \(expected)"
        case .attestationKey: "the attestation key is no point of P-256"
        case .chain(let text): "the PCK chain: \(text)"
        case .extensionMember(let name): "the PCK certificate's \(name) is missing or malformed"
        case .signature(let whose): "the signature on \(whose) is wrong"
        case .reportData: "the quoting enclave's report is for another attestation key"
        case .collateral(let text): "the collateral: \(text)"
        case .revoked(let subject): "\(subject) is revoked"
        case .quotingEnclave(let text): "the quoting enclave: \(text)"
        case .noLevel: "the platform is below every level of the collateral"
        case .module(let name): "the collateral has no TDX module \(name) as old as this one"
        case .failed(let error): error.description
        }
    }
}
