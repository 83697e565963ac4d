public import Primitives

/// A message signed with `personal_sign`: EIP-191, version 0x45. The prefix keeps a signature from
/// being one of a transaction.
public struct PersonalMessage: Hashable, Sendable {
    /// The bytes of the message.
    public let bytes: Bytes

    /// A message.
    public init(_ bytes: Bytes) { self.bytes = bytes }

    /// The message that the UTF-8 bytes of a text are.
    public init(_ text: String) { self.init(Bytes(utf8: text)) }

    /// What is signed: the hash of `\x19Ethereum Signed Message:\n`, the number of bytes in decimal
    /// and the bytes.
    public var digest: Hash32 {
        var hash = Keccak256()
        hash.update(Bytes(utf8: "\u{19}Ethereum Signed Message:\n\(bytes.count)"))
        hash.update(bytes)
        return hash.finish()
    }
}
