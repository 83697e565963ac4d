public import Primitives

extension NodeError {
    /// The range of blocks that the node proposes instead of the one asked for, in any of the
    /// spellings of the table: `[0x1, 0x2]`, `range 1-2`. Untrusted: it may be the same range again
    /// or one that nobody asked for.
    public var suggestedRange: ClosedRange<BlockNumber>? {
        guard message.utf8.count < 65_536 else { return nil }
        let words = message.lowercased().split { $0 == " " || $0 == "," || $0 == "[" || $0 == "]" }
        for (place, word) in words.enumerated() {
            if place + 1 < words.count, let first = NodeError.number(word, isHex: true),
                let last = NodeError.number(words[place + 1], isHex: true)
            {
                return NodeError.range(first, last)
            }
            let ends = word.split(separator: "-", omittingEmptySubsequences: false)
            if ends.count == 2, let first = NodeError.number(ends[0], isHex: false),
                let last = NodeError.number(NodeError.withoutPoint(ends[1]), isHex: false)
            {
                return NodeError.range(first, last)
            }
        }
        return nil
    }

    private static func range(_ first: UInt64, _ last: UInt64) -> ClosedRange<BlockNumber>? {
        first <= last ? BlockNumber(first)...BlockNumber(last) : nil
    }

    private static func number(_ text: Substring, isHex: Bool) -> UInt64? {
        if text.hasPrefix("0x") {
            let digits = withoutPoint(text.dropFirst(2))
            return digits.utf8.allSatisfy({ Hex.value(of: $0) != nil })
                ? UInt64(digits, radix: 16) : nil
        }
        guard !isHex, text.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
        return UInt64(text)
    }

    /// The text without the point that ends a sentence.
    private static func withoutPoint(_ text: Substring) -> Substring {
        text.hasSuffix(".") ? text.dropLast() : text
    }
}
