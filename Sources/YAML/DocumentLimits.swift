/// How large a document may be.
public struct DocumentLimits: Equatable, Sendable {
    /// The largest text in bytes.
    public var byteCount: Int
    /// How deep lists and mappings may be nested.
    public var depth: Int
    /// The most values, members and items included.
    public var valueCount: Int

    /// Limits of your own.
    public init(byteCount: Int, depth: Int, valueCount: Int) {
        self.byteCount = byteCount
        self.depth = depth
        self.valueCount = valueCount
    }

    /// What a file that a person writes needs, with room to spare: 1 MiB, 32 levels, 100,000
    /// values.
    public static let standard = DocumentLimits(
        byteCount: 1 << 20, depth: 32, valueCount: 100_000)
}
