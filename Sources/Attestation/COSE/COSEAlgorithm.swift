import Cryptography
import Primitives

/// The signature algorithms of COSE on curves of NIST (RFC 9053, section 2.1; RFC 9054 names the
/// hashes). An NSM uses ES384 only; an image's signer may use each.
public enum COSEAlgorithm: Int, Hashable, Sendable, CaseIterable {
    /// P-256 with SHA-256.
    case es256 = -7
    /// P-384 with SHA-384.
    case es384 = -35
    /// P-521 with SHA-512.
    case es512 = -36

    /// The curve of its keys.
    var curve: NISTCurve {
        switch self {
        case .es256: .p256
        case .es384: .p384
        case .es512: .p521
        }
    }

    /// The hash of the signed bytes.
    func digest(of bytes: Bytes) -> Bytes {
        switch self {
        case .es256: SHA256.hash(bytes).bytes
        case .es384: SHA384.hash(bytes)
        case .es512: SHA512.hash(bytes)
        }
    }

    /// The protected header that says this algorithm, and nothing else.
    var protectedHeader: CBORValue {
        .map([CBORPair(key: .unsigned(1), value: .negative(UInt64(-1 - rawValue)))])
    }
}
