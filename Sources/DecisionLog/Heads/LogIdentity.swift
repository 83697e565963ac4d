import Cryptography
public import Primitives

/// Who signs a log's heads: a name and an Ed25519 key, written as C2SP's signed notes do
/// (c2sp.org/signed-note, "verifier key").
public struct LogIdentity: Hashable, Sendable, CustomStringConvertible {
    /// The name: printable ASCII without spaces and `+`.
    public let name: String
    /// The public key.
    public let publicKey: Hash32

    /// The kind of an Ed25519 key in signed notes.
    static let kind: UInt8 = 1

    /// An identity; nil when the name cannot stand in a note.
    public init?(name: String, publicKey: Hash32) {
        let isPlain = name.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != 0x2b }
        guard isPlain, !name.isEmpty, name.utf8.count <= 200 else { return nil }
        self.name = name
        self.publicKey = publicKey
    }

    /// The identity that a verifier key writes, `name+hash+key`; nil when the parts do not belong
    /// together.
    public init?(verifierKey text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let key = Base64Text.decode(parts[2]), key.count == 33,
            key[0] == LogIdentity.kind, let publicKey = Hash32(key.slice(1..<33))
        else { return nil }
        self.init(name: String(parts[0]), publicKey: publicKey)
        guard hint.hex.dropFirst(2) == parts[1] else { return nil }
    }

    /// The first four bytes of the hash over name, kind and key, by which signatures name it.
    public var hint: Bytes {
        let key = Bytes([LogIdentity.kind]) + publicKey.bytes
        return SHA256.hash(Bytes(utf8: name + "\n") + key).bytes.slice(0..<4)
    }

    /// The verifier key.
    public var description: String {
        let key = Base64Text.encode(Bytes([LogIdentity.kind]) + publicKey.bytes)
        return "\(name)+\(hint.hex.dropFirst(2))+\(key)"
    }
}
