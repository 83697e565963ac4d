public import Chain
public import Primitives

/// A header with its hash, which was computed from its fields.
public struct BlockHeader: Hashable, Sendable {
    /// The fields.
    public let header: Header
    /// The hash of the block.
    public let hash: Hash32

    /// Computes the hash of `header`.
    public init(_ header: Header) {
        self.header = header
        hash = header.hash
    }

    /// A header whose hash was computed from its fields before.
    public init(_ header: Header, computed hash: Hash32) {
        self.header = header
        self.hash = hash
    }

    /// The number of the block.
    public var number: BlockNumber { header.number }
    /// The number and the hash.
    public var point: BlockPoint { BlockPoint(number: header.number, hash: hash) }
}
