/// What a plain (unquoted) YAML scalar means.
///
/// The core schema of YAML 1.2 (10.3.2), cut down to what YAML 1.1 and JSON read alike: `null`, `~`
/// and nothing; `true` and `false`; numbers in JSON's grammar. Hex with `0x` is text, as JSON has to
/// write it. What another reader could take for a boolean or a number must be quoted.
enum PlainScalar {
    /// The words that YAML 1.1 or 1.2 read as a boolean, as null or as a float, in lower case.
    private static let ambiguousWords: Set<String> = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null",
        ".inf", "+.inf", "-.inf", ".nan",
    ]

    /// The meaning of `text`; nil when two readers could differ.
    static func content(_ text: String) -> LocatedValue.Content? {
        switch text {
        case "", "~", "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default: break
        }
        if isJSONNumber(text) { return .number(text) }
        guard !ambiguousWords.contains(text.lowercased()), !looksLikeNumber(text) else {
            return nil
        }
        return .string(text)
    }

    /// Whether all of `text` is a number by RFC 8259, 6.
    static func isJSONNumber(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let whole = digits(&rest)
        guard whole == 1 || (whole > 1 && !leadsWithZero(text)) else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            guard digits(&rest) > 0 else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
                rest.removeFirst()
            }
            guard digits(&rest) > 0 else { return false }
        }
        return rest.isEmpty
    }

    /// Whether some YAML reads `text`, which is no JSON number, as a number: signs and leading
    /// zeros, octal and binary, digits grouped by `_` or `:`, floats that begin or end in a point.
    private static func looksLikeNumber(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        if let first = rest.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
            rest.removeFirst()
        }
        guard let first = rest.first else { return false }
        let isDigit = (0x30...0x39).contains(first)
        let prefix = rest.prefix(2)
        if prefix.elementsEqual("0o".utf8) || prefix.elementsEqual("0b".utf8) {
            return rest.dropFirst(2).allSatisfy { (0x30...0x39).contains($0) || $0 == 0x5f }
        }
        if isDigit, rest.allSatisfy({ (0x30...0x3a).contains($0) || $0 == 0x5f }) { return true }
        return isLooseFloat(rest)
    }

    /// `1.`, `.5`, `01.5`, `1.e3` and the like.
    private static func isLooseFloat(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        var count = digits(&rest)
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            count += digits(&rest)
        }
        guard count > 0 else { return false }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
                rest.removeFirst()
            }
            guard digits(&rest) > 0 else { return false }
        }
        return rest.isEmpty
    }

    /// Takes digits from the front; how many.
    private static func digits(_ rest: inout ArraySlice<UInt8>) -> Int {
        let count = rest.prefix { (0x30...0x39).contains($0) }.count
        rest = rest.dropFirst(count)
        return count
    }

    private static func leadsWithZero(_ text: String) -> Bool {
        text.utf8.drop { $0 == UInt8(ascii: "-") }.first == UInt8(ascii: "0")
    }
}
