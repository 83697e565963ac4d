import Codec
import Primitives

/// A value as people type it for `cast`: bare words, `[a,b]` for arrays, `(a,b)` for tuples, and
/// texts in quotes as JSON writes them.
struct ABIArgument {
    /// Brackets within brackets that are taken.
    private static let deepest = 64

    private var rest: Substring

    /// The value that `text` writes. A text outside of brackets is taken as it is.
    static func value(_ text: String) throws -> JSONValue {
        guard text.hasPrefix("[") || text.hasPrefix("(") else { return .string(text) }
        var reader = ABIArgument(rest: text[...])
        let value = try reader.value(depth: 0)
        guard reader.rest.isEmpty else { throw reader.failure("something follows the value") }
        return value
    }

    private mutating func value(depth: Int) throws -> JSONValue {
        skipSpaces()
        guard depth < ABIArgument.deepest else { throw failure("too many brackets") }
        switch rest.first {
        case "[": return .array(try list(until: "]", depth: depth))
        case "(": return .array(try list(until: ")", depth: depth))
        case "\"": return try quoted()
        default:
            let word = rest.prefix { !",])".contains($0) }
            rest = rest.dropFirst(word.count)
            let text = word.split(separator: " ").joined(separator: " ")
            guard !text.isEmpty else { throw failure("a value is missing") }
            return .string(text)
        }
    }

    private mutating func list(until end: Character, depth: Int) throws -> [JSONValue] {
        rest = rest.dropFirst()
        var values: [JSONValue] = []
        skipSpaces()
        if rest.first == end {
            rest = rest.dropFirst()
            return values
        }
        while true {
            values.append(try value(depth: depth + 1))
            skipSpaces()
            let next = rest.first
            rest = rest.dropFirst()
            if next == end {
                return values
            }
            guard next == "," else { throw failure("a comma or \(end) is missing") }
        }
    }

    private mutating func quoted() throws -> JSONValue {
        var isEscaped = false
        var length = 1
        for character in rest.dropFirst() {
            length += 1
            if character == "\"", !isEscaped {
                let text = rest.prefix(length)
                rest = rest.dropFirst(length)
                return try JSONValue(parsing: String(text))
            }
            isEscaped = character == "\\" && !isEscaped
        }
        throw failure("a quotation mark is missing")
    }

    private mutating func skipSpaces() {
        rest = rest.drop { $0 == " " }
    }

    private func failure(_ what: String) -> LineFailure {
        LineFailure("grammar", "\(what), \(rest.utf8.count) bytes before the end")
    }
}
