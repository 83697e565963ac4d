public import Cryptography

/// Why bytes are no attestation document of a Nitro Security Module that can be believed.
///
/// The rules are AWS's ("Verifying the root of trust" of the NSM API's attestation process), RFC
/// 9052 and RFC 5280; where they leave a choice, `docs/attestation.md` says what is chosen here.
public enum NSMError: Error, Equatable, Sendable {
    /// The outer message.
    case cose(COSEError)
    /// The payload is no CBOR.
    case payload(CBORError)
    /// The payload is no map of text keys.
    case map
    /// A member that must be there is not.
    case missing(NSMMember)
    /// A member is of another type.
    case type(NSMMember)
    /// A member has more or fewer bytes or items than AWS allows.
    case length(NSMMember, found: Int, allowed: ClosedRange<Int>)
    /// The digest is not SHA384.
    case digest(String)
    /// The time is 0.
    case timestamp
    /// A register's number is none of 0 to 31.
    case registerIndex
    /// A register has not 48 bytes.
    case registerLength(index: Int, found: Int)
    /// A certificate cannot be read; nil is the leaf, otherwise the place in the bundle.
    case certificate(place: Int?, X509Error)
    /// The first certificate of the bundle is not the trusted root.
    case root(found: String)
    /// No chain of trust.
    case chain(X509ChainError)
    /// The bundle is no chain from the root down, each the issuer of the next.
    case order
    /// A certificate has no key on P-384, or is not signed with ECDSA and SHA-384.
    case algorithm(subject: String)
    /// A certificate is not for this use: an authority that may not sign certificates, or a leaf that
    /// is an authority or may not sign documents.
    case usage(subject: String)
    /// The document's signature is not the leaf's.
    case signature
    /// The document was signed before the leaf was valid.
    case signedBeforeCertificate(seconds: Int64)
    /// Too old, or from the future.
    case freshness(FreshnessFault)
    /// OpenSSL failed, which says nothing of the document.
    case failed(OpenSSLError)
}

extension NSMError: CustomStringConvertible {
    /// One sentence for people, in ASCII.
    public var description: String {
        switch self {
        case .cose(let error): error.description
        case .payload(let error): "the payload: \(error)"
        case .map: "the payload is no map of text keys"
        case .missing(let member): "\(member.rawValue) is missing"
        case .type(let member): "\(member.rawValue) is of another type"
        case .length(let member, let found, let allowed):
            "\(member.rawValue) has the length \(found); "
                + "\(allowed.lowerBound) to \(allowed.upperBound) are allowed"
        case .digest: "digest is not SHA384"
        case .timestamp: "timestamp is 0"
        case .registerIndex: "a register has another number than 0 to 31"
        case .registerLength(let index, let found): "PCR\(index) has \(found) bytes, not 48"
        case .certificate(nil, let error): "certificate: \(error)"
        case .certificate(let place?, let error): "cabundle[\(place)]: \(error)"
        case .root(let found): "cabundle[0], \(found), is not the trusted root"
        case .chain(let error): error.description
        case .order: "cabundle is no chain from the root down, each the issuer of the next"
        case .algorithm(let subject): "\(subject): not ECDSA on P-384 with SHA-384"
        case .usage(let subject): "\(subject) is not for this use"
        case .signature: "the document is not signed by its certificate"
        case .signedBeforeCertificate(let seconds):
            "the document was signed \(seconds) s before its certificate was valid"
        case .freshness(let fault): fault.description
        case .failed(let error): error.description
        }
    }
}
