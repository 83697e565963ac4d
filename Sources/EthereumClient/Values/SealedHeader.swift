public import Chain
public import Primitives

/// A header with its hash, which was computed from its fields.
public struct SealedHeader: Hashable, Sendable {
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
    init(_ header: Header, computed hash: Hash32) {
        self.header = header
        self.hash = hash
    }

    /// A header and the hash that a node states for it.
    ///
    /// - Parameters:
    ///   - header: The fields.
    ///   - hash: The stated hash.
    ///   - unknown: The names of members that came with the header and are not known: where the
    ///     hash does not come out, perhaps a later fork hashes them.
    /// - Throws: ``AnswerFault/headerHash(stated:computed:)``, or
    ///   ``AnswerFault/headerFork(members:)`` when there are unknown members.
    public init(
        _ header: Header, stated hash: Hash32, unknown: [String] = []
    ) throws(AnswerFault) {
        self.init(header)
        guard self.hash == hash else {
            guard unknown.isEmpty else { throw .headerFork(members: unknown) }
            throw .headerHash(stated: hash, computed: self.hash)
        }
    }

    /// The number of the block.
    public var number: BlockNumber { header.number }
}
