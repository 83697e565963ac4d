public import Cryptography
public import Signing

/// Why a KMS's key was not derived.
public enum KmsKeyError: Error, Equatable, Sendable {
    /// No bytes were derived.
    case secret(SecretDerivationError)
    /// The derived bytes are no key of P-256; the chance is one in 2^32.
    case p256(P256KeyError)
    /// The derived bytes are no key of secp256k1; the chance is one in 2^128.
    case secp256k1(PrivateKeyError)
    /// OpenSSL failed.
    case failed(OpenSSLError)
}

extension KmsKeyError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .secret(let error): error.description
        case .p256(let error): error.description
        case .secp256k1(let error): error.description
        case .failed(let error): error.description
        }
    }
}
