/// The members of an attestation document and their lengths (AWS, "Attestation process" of the NSM
/// API).
public enum NSMMember: String, Hashable, Sendable, CaseIterable {
    /// The module, not empty.
    case moduleID = "module_id"
    /// The registers' hash, SHA384.
    case digest
    /// When it was made, in milliseconds since 1970.
    case timestamp
    /// The registers by number.
    case pcrs
    /// The certificate of the key that signed it.
    case certificate
    /// The certificates from the root down to the leaf's issuer.
    case bundle = "cabundle"
    /// A public key of the guest.
    case publicKey = "public_key"
    /// Whatever the guest wants.
    case userData = "user_data"
    /// What a verifier asked for.
    case nonce

    /// How many bytes, or items of an array or map, it may have. AWS bounds neither the module's
    /// name nor the number of certificates; real ones have 39 bytes and four.
    var lengths: ClosedRange<Int> {
        switch self {
        case .moduleID: 1...256
        case .digest, .timestamp: 1...16
        case .pcrs: 1...32
        case .certificate, .publicKey: 1...1024
        case .bundle: 1...8
        case .userData, .nonce: 0...512
        }
    }
}
