/// Why bytes are no COSE_Sign1 that an NSM writes (RFC 9052, section 4.2).
public enum COSEError: Error, Equatable, Sendable {
    /// The message is no CBOR.
    case cbor(CBORError)
    /// Another tag than 18, or a second one.
    case tag(UInt64)
    /// No array of four.
    case structure
    /// One of the four is of another type: 0 protected header, 1 unprotected, 2 payload, 3 signature.
    case type(place: Int)
    /// The protected header's bytes are no CBOR.
    case protectedHeader(CBORError)
    /// The protected header says something else than one accepted algorithm: an NSM's is ES384.
    case algorithm
    /// The unprotected header is not empty: what nobody signed may say nothing.
    case unprotectedHeader(count: Int)
    /// The signature has not the algorithm's length.
    case signatureLength(Int, expected: Int)
}

extension COSEError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .cbor(let error): "no COSE message: \(error)"
        case .tag(let tag): "CBOR tag \(tag) in place of 18, COSE_Sign1"
        case .structure: "no COSE_Sign1: an array of four is needed"
        case .type(let place): "no COSE_Sign1: element \(place) is of another type"
        case .protectedHeader(let error): "the protected header: \(error)"
        case .algorithm: "the protected header does not say an accepted algorithm, and that alone"
        case .unprotectedHeader(let count): "\(count) members in the unprotected header"
        case .signatureLength(let count, let expected):
            "a signature of \(count) bytes in place of \(expected)"
        }
    }
}
