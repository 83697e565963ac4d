import Cryptography
public import Primitives

/// The hashes of RFC 6962, 2.1: SHA-256 with leaves and nodes kept apart by their first byte.
public enum MerkleHash {
    /// The root of a tree without leaves.
    public static let empty = SHA256.hash(Bytes())

    /// The hash of a leaf that holds `record`.
    public static func leaf(_ record: Bytes) -> Hash32 {
        record.withSpan { leaf($0) }
    }

    /// The hash of a leaf that holds `record`.
    static func leaf(_ record: RawSpan) -> Hash32 {
        var hash = SHA256()
        hash.update(Bytes([0]))
        hash.update(record)
        return hash.finish()
    }

    /// The hash of a node over two others.
    public static func node(_ left: Hash32, _ right: Hash32) -> Hash32 {
        var hash = SHA256()
        hash.update(Bytes([1]))
        hash.update(left)
        hash.update(right)
        return hash.finish()
    }
}
