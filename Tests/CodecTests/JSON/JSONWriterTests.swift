import Codec
import Primitives
import TestSupport
import Testing

@Suite("JSON is written in one way, whatever stands where")
struct JSONWriterTests {
    /// Characters that stand for themselves, that are escaped, and that have two to four bytes.
    private static let characters: [String] = [
        "a", "b", "~", "0", " ", "/", "\"", "\\", "\u{0}", "\u{8}", "\t", "\n", "\u{b}", "\u{c}",
        "\r", "\u{1f}", "\u{7f}", "\u{80}", "\u{e9}", "\u{7ff}", "\u{20ac}", "\u{ffff}",
        "\u{1f600}",
    ]

    @Test("texts of every length around a word, with each character at each place")
    func everyPlace() {
        for length in 0...40 {
            for place in 0..<max(length, 1) {
                for character in JSONWriterTests.characters where length > 0 {
                    var parts = [String](repeating: "x", count: length)
                    parts[place] = character
                    expect(parts.joined())
                }
            }
        }
    }

    @Test("long texts of characters by chance")
    func byChance() {
        var random = SeededRandom(seed: 7)
        for round in 0..<300 {
            let count = Int(random.next() % 3_000)
            // Few that need a look in one round, many in the next.
            let rarity = [1, 8, 64][round % 3]
            let text = (0..<count).map { _ in
                let choice = Int(random.next() % UInt64(JSONWriterTests.characters.count * rarity))
                return choice < JSONWriterTests.characters.count
                    ? JSONWriterTests.characters[choice] : "x"
            }
            expect(text.joined())
        }
    }

    @Test("a text that is kept is made once, and only for the style of records")
    func keptText() {
        final class Count: JSONWritable {
            var made = 0
            let text = KeptText()
            func write(to writer: inout JSONWriter) {
                writer.value(keptBy: text) { writer in
                    made += 1
                    writer.object { $0.member("a", "\u{e9}\"") }
                }
            }
        }
        let count = Count()
        let fresh = JSONValue.object([JSONMember("a", "\u{e9}\"")])
        for _ in 0..<3 {
            let text = JSONWriter.text(of: [count, count], .compact.ascii)
            #expect(text == JSONValue.array([fresh, fresh]).serialized(.compact.ascii))
        }
        #expect(count.made == 1)
        for style in [JSONStyle.compact, .pretty, .pretty.ascii] {
            #expect(
                JSONWriter.text(of: [count], style) == JSONValue.array([fresh]).serialized(style))
        }
        #expect(count.made == 4)
    }

    @Test("a value that outgrows every memory is whole")
    func growth() throws {
        let items = (0..<20_000).map { JSONValue.string("item \($0) \"") }
        let value = JSONValue.object([JSONMember("items", .array(items))])
        for style in [JSONStyle.compact, .pretty] {
            let bytes = value.serializedBytes(style)
            #expect(try JSONValue(parsing: bytes) == value)
        }
        var text = Array("before".utf8)
        JSONWriter.append(value, to: &text)
        #expect(text == Array("before".utf8) + Array(value.serialized().utf8))
    }

    @Test("numbers of 64 bits are written in decimal", arguments: 0..<64)
    func numbers(bits: Int) {
        for value in [UInt64(1) << bits, UInt64(1) << bits - 1, UInt64.max >> bits] {
            #expect(JSONWriter.text(of: value) == "\(value)")
            var text = Array("n".utf8)
            DecimalText.append(value, to: &text)
            #expect(text == Array("n\(value)".utf8))
        }
    }

    /// The text in quotes by RFC 8259, 7, a character at a time.
    private func expected(_ text: String, isASCII: Bool) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += #"\""#
            case "\\": result += #"\\"#
            case "\u{8}": result += #"\b"#
            case "\u{c}": result += #"\f"#
            case "\n": result += #"\n"#
            case "\r": result += #"\r"#
            case "\t": result += #"\t"#
            case _ where scalar.value >= 0x20 && (scalar.value < 0x7f || !isASCII):
                result.unicodeScalars.append(scalar)
            default:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    result += #"\u"# + String(repeating: "0", count: 4 - digits.count) + digits
                }
            }
        }
        return result + "\""
    }

    private func expect(_ text: String) {
        for style in [JSONStyle.compact, .compact.ascii] {
            let written = JSONWriter.text(of: text, style)
            #expect(written == expected(text, isASCII: style.isASCII))
        }
    }
}
