/// How much a reader of CBOR accepts.
public struct CBORLimits: Hashable, Sendable {
    /// The most bytes.
    public var byteCount: Int
    /// The most arrays, maps and tags within each other.
    public var depth: Int
    /// The most items, keys and chunks included.
    public var itemCount: Int

    /// Limits by their numbers.
    public init(byteCount: Int, depth: Int, itemCount: Int) {
        self.byteCount = byteCount
        self.depth = depth
        self.itemCount = itemCount
    }

    /// For attestation documents: the NSM's answers have at most 16 KiB and three levels
    /// (aws-nitro-enclaves-nsm-api, `NSM_RESPONSE_MAX_SIZE`).
    public static let attestation = CBORLimits(byteCount: 65_536, depth: 8, itemCount: 4096)
}
