/// How much JSON a reader takes before it refuses the text.
public struct JSONLimits: Equatable, Sendable {
    /// The largest text in bytes.
    public var byteCount: Int
    /// How deep arrays and objects may be nested; a value outside of any has depth 0.
    public var depth: Int
    /// The largest number of values, members of objects and items of arrays included.
    public var valueCount: Int

    /// Limits of your own; negative numbers refuse everything.
    public init(byteCount: Int, depth: Int, valueCount: Int) {
        self.byteCount = byteCount
        self.depth = depth
        self.valueCount = valueCount
    }

    /// What a block with all its receipts needs, with room to spare: 64 MiB, 32 levels, four
    /// million values.
    public static let standard = JSONLimits(
        byteCount: 64 << 20, depth: 32, valueCount: 4_000_000)
}
