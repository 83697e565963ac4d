import Synchronization

/// The text of a value that never changes and is written again and again, as records write it
/// (compact, ASCII): made when it is written first.
public final class KeptText: Sendable {
    fileprivate final class Text: Sendable {
        let utf8: [UInt8]

        init(_ utf8: [UInt8]) { self.utf8 = utf8 }
    }

    fileprivate static let style = JSONStyle.compact.ascii
    fileprivate let text = AtomicLazyReference<Text>()

    /// Nothing is written yet.
    public init() {}
}

extension JSONWriter {
    /// Writes a value whose text is kept.
    ///
    /// - Parameters:
    ///   - kept: Keeps the text.
    ///   - value: Writes exactly one value, each time the same.
    public mutating func value(
        keptBy kept: KeptText, _ value: (inout JSONWriter) -> Void
    ) {
        guard style == KeptText.style else { return value(&self) }
        let text =
            kept.text.load()
            ?? kept.text.storeIfNil(KeptText.Text(JSONWriter.array(style, value)))
        unsafe text.utf8.withUnsafeBufferPointer { utf8 in unsafe self.utf8.append(utf8) }
    }

    /// The UTF-8 text that `value` writes.
    private static func array(
        _ style: JSONStyle, _ value: (inout JSONWriter) -> Void
    ) -> [UInt8] {
        var writer = JSONWriter(style: style)
        value(&writer)
        return unsafe writer.utf8.withUTF8 { utf8 in unsafe Array(utf8) }
    }
}
