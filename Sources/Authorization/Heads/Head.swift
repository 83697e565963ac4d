public import Chain
public import Primitives

/// The header of a block with its hash, which is computed here and nowhere believed.
public struct Head: Hashable, Sendable {
    /// The fields.
    public let header: Header
    /// The Keccak-256 hash of the fields' RLP.
    public let hash: Hash32

    /// Computes the hash of `header`.
    public init(_ header: Header) {
        self.header = header
        hash = header.hash
    }

    /// The number of the block.
    public var number: BlockNumber { header.number }
    /// When the block was made.
    public var timestamp: Timestamp { header.timestamp }

    /// Whether both are the same block.
    public static func == (left: Head, right: Head) -> Bool { left.hash == right.hash }
    /// Feeds the hash of the block.
    public func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}
