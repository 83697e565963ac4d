import Codec
import Primitives
import Testing
import YAML

@Suite("YAML is read as JSON would be, with its lines")
struct YAMLReadingTests {
    /// A text and the same value in JSON.
    static let same: [(yaml: String, json: String)] = [
        ("", "null"), ("# nothing\n", "null"), ("a: 1", #"{"a":1}"#),
        ("a:\n  - x\n  - z: [1, 2.5e3, -0]\n", #"{"a":["x",{"z":[1,2.5e3,-0]}]}"#),
        ("a: ~\nb: null\nc:\n", #"{"a":null,"b":null,"c":null}"#),
        ("a: true\nb: false", #"{"a":true,"b":false}"#),
        ("a: 'yes'\nb: \"010\"", #"{"a":"yes","b":"010"}"#),
        (
            "a: 0x2f83172A49584C017F2B256F0FB2Dca14126Ba9C",
            #"{"a":"0x2f83172A49584C017F2B256F0FB2Dca14126Ba9C"}"#
        ),
        ("a: 127.0.0.1\nb: 2026-11-28\nc: 12h", #"{"a":"127.0.0.1","b":"2026-11-28","c":"12h"}"#),
        ("a: |\n  one\n  two\n", #"{"a":"one\ntwo\n"}"#),
        ("a: >-\n  one\n  two\n", #"{"a":"one two"}"#),
        ("{a: {b: []}}", #"{"a":{"b":[]}}"#), ("---\na: b\n...\n", #"{"a":"b"}"#),
        ("1: one\n\"x y\": two", #"{"1":"one","x y":"two"}"#),
        ("a: https://rpc.example/key#no-comment", #"{"a":"https://rpc.example/key#no-comment"}"#),
        ("\"a\": \"\\u00e4 \\x41\"", #"{"a":"ä A"}"#),
    ]

    @Test("a text of the subset is the same value as its JSON", arguments: same)
    func reads(yaml: String, json: String) throws {
        let value = try LocatedValue(yaml: Bytes(utf8: yaml))
        #expect(try value.json == JSONValue(parsing: json))
        let written = try LocatedValue(json: Bytes(utf8: json))
        #expect(written.json == value.json)
    }

    /// A text, the rule it breaks, and where.
    static let refused: [(yaml: String, rule: DocumentError.Rule, place: String)] = [
        ("a: 1\na: 2", .duplicate, "2:1"), ("a: &x 1", .alias, "1:4"),
        ("a: *x", .alias, "1:4"), ("a: !!str 1", .tag, "1:4"), ("a: ! b", .tag, "1:4"),
        ("%YAML 1.1\n---\na: 1", .tag, "1:1"), ("a: 1\n---\nb: 2", .documents, "2:1"),
        ("[a]: 1", .key, "1:1"), ("? {a: 1}\n: 2", .key, "1:3"), ("<<: {a: 1}", .key, "1:1"),
        ("true: 1", .key, "1:1"), ("~: 1", .key, "1:1"),
        ("a: yes", .ambiguous, "1:4"), ("a: Off", .ambiguous, "1:4"),
        ("a: NULL", .ambiguous, "1:4"), ("a: True", .ambiguous, "1:4"),
        ("a: 010", .ambiguous, "1:4"), ("a: +1", .ambiguous, "1:4"),
        ("a: 1_000", .ambiguous, "1:4"), ("a: 0o17", .ambiguous, "1:4"),
        ("a: 0b1", .ambiguous, "1:4"), ("a: 1.", .ambiguous, "1:4"),
        ("a: .5", .ambiguous, "1:4"), ("a: 190:20:30", .ambiguous, "1:4"),
        ("a: .inf", .ambiguous, "1:4"), ("a: one\n  two", .ambiguous, "1:4"),
        ("a:\n  b: 1\n c: 2", .syntax, "3:2"), ("a: 'b", .syntax, "1:6"), ("a: [1", .syntax, "2:1"),
        ("a: b: c", .syntax, "1:5"), ("\ta: 1", .syntax, "1:1"), ("a: \u{7}", .encoding, "1:4"),
        ("\u{feff}a: 1", .encoding, "1:1"), ("}", .syntax, "1:1"),
    ]

    @Test("what two readers could take differently is refused with its place", arguments: refused)
    func refuses(yaml: String, rule: DocumentError.Rule, place: String) {
        let error = #expect(throws: DocumentError.self) {
            try LocatedValue(yaml: Bytes(utf8: yaml))
        }
        #expect(error?.rule == rule)
        #expect(error?.place.description == place)
    }

    @Test("bytes that are no UTF-8 are refused, UTF-16 with its mark included")
    func refusesOtherEncodings() {
        for bytes in [[0x61, 0xff], [0xff, 0xfe, 0x61, 0x00], [0xc0, 0x80]] as [[UInt8]] {
            let error = #expect(throws: DocumentError.self) { try LocatedValue(yaml: Bytes(bytes)) }
            #expect(error?.rule == .encoding)
        }
    }

    @Test("size, depth and number of values are bounded, and the bounds themselves are taken")
    func bounds() throws {
        let limits = DocumentLimits(byteCount: 64, depth: 4, valueCount: 10)
        func rule(_ text: String) -> DocumentError.Rule? {
            do throws(DocumentError) {
                _ = try LocatedValue(yaml: Bytes(utf8: text), limits: limits)
                return nil
            } catch {
                return error.rule
            }
        }
        #expect(rule("[[[[]]]]") == nil)
        #expect(rule("[[[[[]]]]]") == .depth)
        #expect(rule("- - - - - 1") == .depth)
        #expect(rule("[1,2,3,4,5,6,7,8,9]") == nil)
        #expect(rule("[1,2,3,4,5,6,7,8,9,0]") == .count)
        #expect(rule("a: '" + String(repeating: "x", count: 59) + "'") == nil)
        #expect(rule("a: '" + String(repeating: "x", count: 60) + "'") == .size)
        let deep = String(repeating: "[", count: 500_000)
        #expect(throws: DocumentError.self) { try LocatedValue(yaml: Bytes(utf8: deep)) }
    }
}
