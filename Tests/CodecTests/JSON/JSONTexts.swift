import Codec
import Primitives

/// Our own table in the manner of the JSON parsing test suites: what RFC 8259 takes, what it
/// refuses, and by which rule.
enum JSONTexts {
    struct Accepted: Sendable {
        let text: String
        /// The value in compact form.
        let compact: String

        init(_ text: String, _ compact: String? = nil) {
            self.text = text
            self.compact = compact ?? text
        }
    }

    struct Refused: Sendable {
        let bytes: Bytes
        let rule: JSONError.Rule
        let offset: Int
        /// The nearest text that is accepted.
        let twin: Bytes

        init(_ text: String, _ rule: JSONError.Rule, _ offset: Int, twin: String) {
            self.init(Bytes(utf8: text), rule, offset, twin: Bytes(utf8: twin))
        }

        init(_ bytes: Bytes, _ rule: JSONError.Rule, _ offset: Int, twin: Bytes) {
            self.bytes = bytes
            self.rule = rule
            self.offset = offset
            self.twin = twin
        }
    }

    static let accepted: [Accepted] = [
        .init("null"), .init("true"), .init("false"), .init(" \t\r\n null \n", "null"),
        .init("0"), .init("-0"), .init("7"), .init("-12"), .init("1.5"), .init("0.000"),
        .init("1e400"), .init("1E+2"), .init("1e-2"), .init("0e0"), .init("-0.0e-0"),
        .init("123456789012345678901234567890123456789012345678901234567890"),
        .init("6426191757410071111111"), .init("1.0000000000000000000000000000001"),
        .init(#""""#), .init(#""a""#), .init(#""é""#), .init(#""𝄞""#), .init("\"\u{7f}\""),
        .init("\"\u{2028}\u{2029}\""), .init(#""\u0041""#, #""A""#), .init(#""\/""#, #""/""#),
        .init(#""\u00e9\u00E9""#, #""éé""#), .init(#""\uD834\uDD1E""#, #""𝄞""#),
        .init(#""\uDBFF\uDFFF""#, "\"\u{10ffff}\""), .init(#""\uFFFF""#, "\"\u{ffff}\""),
        .init(#""\uE000""#, "\"\u{e000}\""), .init(#""\u0000""#), .init(#""\u001f""#),
        .init(#""\b\f\n\r\t\"\\""#), .init(#""\u0008\u000c\u000a\u000D\u0009""#, #""\b\f\n\r\t""#),
        .init(#""twelve bytes and a quote at the \" end""#), .init(#""exactly8""#),
        .init(#""\\\\\\\\""#), .init(#""12345678\n12345678""#), .init("\"\u{feff}\""),
        .init("[]"), .init("[ ]", "[]"), .init("[1]"), .init("[1,2]"), .init("[1 , 2 ]", "[1,2]"),
        .init("[[],[[]],{}]"), .init("{}"), .init("{ }", "{}"), .init(#"{"":0}"#),
        .init(#"{"a":1,"b":2}"#), .init("{ \"a\" :\n1 , \"b\":2 }", #"{"a":1,"b":2}"#),
        .init(#"{"b":1,"a":2}"#), .init(#"{"a":{"a":{"a":[]}}}"#),
        .init("{\"\u{e9}\":1,\"e\u{301}\":2}"),
        .init("{\"K\":1,\"\u{212a}\":2}"), .init("{\"a\":1,\"A\":2}"), .init(#"{"__proto__":1}"#),
        .init(#"{"\u0061":1}"#, #"{"a":1}"#),
    ]

    static let refused: [Refused] =
        ends + numbers + separators + strings + encodings + names
}

extension JSONTexts {
    private static let ends: [Refused] = [
        .init("", .end, 0, twin: "0"), .init("  ", .end, 2, twin: " 0 "),
        .init("tru", .end, 3, twin: "true"), .init("[", .end, 1, twin: "[]"),
        .init("[1", .end, 2, twin: "[1]"), .init("[1,", .end, 3, twin: "[1]"),
        .init("{", .end, 1, twin: "{}"), .init(#"{"a""#, .end, 4, twin: #"{"a":1}"#),
        .init(#"{"a":"#, .end, 5, twin: #"{"a":1}"#), .init(#"{"a":1"#, .end, 6, twin: #"{"a":1}"#),
        .init(#""a"#, .end, 2, twin: #""a""#), .init(#""\"#, .end, 2, twin: #""\\""#),
        .init(#""\u00"#, .end, 5, twin: #""\u0000""#), .init("-", .end, 1, twin: "-1"),
        .init("1.", .end, 2, twin: "1.0"), .init("1e", .end, 2, twin: "1e1"),
        .init("1e+", .end, 3, twin: "1e+1"), .init(#""12345678"#, .end, 9, twin: #""12345678""#),
        .init("0 0", .trailing, 2, twin: "0  "), .init("{}{}", .trailing, 2, twin: "{}"),
        .init("[]]", .trailing, 2, twin: "[]"), .init("0\u{0}", .trailing, 1, twin: "0 "),
        .init("null,", .trailing, 4, twin: "null"), .init("{}//", .trailing, 2, twin: "{}"),
        .init("nullx", .trailing, 4, twin: "null"), .init("0\u{c}", .trailing, 1, twin: "0\n"),
    ]

    private static let numbers: [Refused] = [
        .init("01", .trailing, 1, twin: "10"), .init("00", .trailing, 1, twin: "0"),
        .init("-01", .trailing, 2, twin: "-1"), .init("1.a", .number, 2, twin: "1.0"),
        .init("1.e1", .number, 2, twin: "1.0e1"), .init(".5", .value, 0, twin: "0.5"),
        .init("+1", .value, 0, twin: "1"), .init("-a", .number, 1, twin: "-1"),
        .init("--1", .number, 1, twin: "-1"), .init("1ea", .number, 2, twin: "1e1"),
        .init("1e++1", .number, 3, twin: "1e+1"), .init("0x10", .trailing, 1, twin: "16"),
        .init("1_000", .trailing, 1, twin: "1000"), .init("NaN", .value, 0, twin: "null"),
        .init("Infinity", .value, 0, twin: "1e400"), .init("-Infinity", .number, 1, twin: "-1e400"),
        .init("1.5.5", .trailing, 3, twin: "1.55"), .init("１", .value, 0, twin: "1"),
        .init("nan", .value, 1, twin: "null"), .init("1e1.5", .trailing, 3, twin: "1e15"),
    ]

    private static let separators: [Refused] = [
        .init("[,]", .value, 1, twin: "[]"), .init("[1,]", .value, 3, twin: "[1]"),
        .init("[,1]", .value, 1, twin: "[1]"), .init("[1,,2]", .value, 3, twin: "[1,2]"),
        .init("[1 2]", .separator, 3, twin: "[1,2]"), .init("[1}", .separator, 2, twin: "[1]"),
        .init("{]", .separator, 1, twin: "{}"), .init("{,}", .separator, 1, twin: "{}"),
        .init(#"{"a" 1}"#, .separator, 5, twin: #"{"a":1}"#),
        .init(#"{"a":1,}"#, .separator, 7, twin: #"{"a":1}"#),
        .init(#"{"a":1 "b":2}"#, .separator, 7, twin: #"{"a":1,"b":2}"#),
        .init(#"{"a":}"#, .value, 5, twin: #"{"a":0}"#),
        .init("{a:1}", .separator, 1, twin: #"{"a":1}"#),
        .init("{1:1}", .separator, 1, twin: #"{"1":1}"#),
        .init("{'a':1}", .separator, 1, twin: #"{"a":1}"#),
        .init(#"{"a"::1}"#, .value, 5, twin: #"{"a":1}"#), .init("'a'", .value, 0, twin: #""a""#),
        .init("[/**/]", .value, 1, twin: "[]"), .init("}", .value, 0, twin: "{}"),
        .init("True", .value, 0, twin: "true"), .init("trUe", .value, 2, twin: "true"),
        .init("undefined", .value, 0, twin: "null"), .init("\u{0}", .value, 0, twin: "0"),
        .init("\u{a0}1", .value, 0, twin: " 1"), .init("\u{b}1", .value, 0, twin: "\t1"),
    ]

    private static let strings: [Refused] = [
        .init("\"\n\"", .control, 1, twin: #""\n""#), .init("\"\t\"", .control, 1, twin: #""\t""#),
        .init("\"\u{0}\"", .control, 1, twin: #""\u0000""#),
        .init("\"12345678\u{1f}\"", .control, 9, twin: "\"12345678 \""),
        .init("\"1234567\u{1f}\"", .control, 8, twin: "\"1234567 \""),
        .init(#""\a""#, .escape, 1, twin: #""\b""#), .init(#""\x41""#, .escape, 1, twin: #""A""#),
        .init(#""\'""#, .escape, 1, twin: #""'""#),
        .init(#""\U0041""#, .escape, 1, twin: #""\u0041""#),
        .init(#""\u004g""#, .escape, 6, twin: #""\u0040""#),
        .init(#""\u+041""#, .escape, 3, twin: #""\u0041""#),
        .init(#""\u004""#, .escape, 6, twin: #""\u0041""#),
        .init(#""\uD834""#, .surrogate, 1, twin: #""\uD834\uDD1E""#),
        .init(#""\uDD1E""#, .surrogate, 1, twin: #""\uD834\uDD1E""#),
        .init(#""\uDD1E\uD834""#, .surrogate, 1, twin: #""\uD834\uDD1E""#),
        .init(#""\uD834\uD834""#, .surrogate, 1, twin: #""\uD834\uDD1E""#),
        .init(#""\uD834\n""#, .surrogate, 1, twin: #""\uD834\uDD1E""#),
        .init(#""\uD834 \uDD1E""#, .surrogate, 1, twin: #""\uD834\uDD1E""#),
        .init(#""\uD834\u0041""#, .surrogate, 1, twin: #""\uD834\uDD1E""#),
        .init("\"\\\u{e9}\"", .escape, 1, twin: "\"\u{e9}\""),
    ]

    private static func quoted(_ bytes: [UInt8]) -> Bytes {
        Bytes([0x22] + bytes + [0x22])
    }

    private static let encodings: [Refused] = [
        .init([0xef, 0xbb, 0xbf, 0x30], .byteOrderMark, 0, twin: [0x30]),
        .init([0xfe, 0xff, 0x00, 0x30], .value, 0, twin: [0x30]),
        .init([0xff, 0xfe, 0x30, 0x00], .value, 0, twin: [0x30]),
        .init([0x30, 0x00], .trailing, 1, twin: [0x30]),
        .init(quoted([0x80]), .utf8, 1, twin: quoted([0xc2, 0x80])),
        .init(quoted([0xff]), .utf8, 1, twin: quoted([0xc3, 0xbf])),
        .init(quoted([0xc0, 0x80]), .utf8, 1, twin: quoted([0xc2, 0x80])),
        .init(quoted([0xc1, 0xbf]), .utf8, 1, twin: quoted([0xc2, 0xbf])),
        .init(quoted([0xc3]), .utf8, 1, twin: quoted([0xc3, 0xa9])),
        .init(quoted([0xc3, 0x28]), .utf8, 1, twin: quoted([0xc3, 0xa8])),
        .init(quoted([0xe0, 0x9f, 0xbf]), .utf8, 1, twin: quoted([0xe0, 0xa0, 0x80])),
        .init(quoted([0xed, 0xa0, 0x80]), .utf8, 1, twin: quoted([0xed, 0x9f, 0xbf])),
        .init(quoted([0xed, 0xbf, 0xbf]), .utf8, 1, twin: quoted([0xee, 0x80, 0x80])),
        .init(quoted([0xe2, 0x82]), .utf8, 1, twin: quoted([0xe2, 0x82, 0xac])),
        .init(quoted([0xf0, 0x8f, 0xbf, 0xbf]), .utf8, 1, twin: quoted([0xf0, 0x90, 0x80, 0x80])),
        .init(quoted([0xf4, 0x90, 0x80, 0x80]), .utf8, 1, twin: quoted([0xf4, 0x8f, 0xbf, 0xbf])),
        .init(quoted([0xf5, 0x80, 0x80, 0x80]), .utf8, 1, twin: quoted([0xf4, 0x80, 0x80, 0x80])),
        .init(quoted([0xf0, 0x9d, 0x84]), .utf8, 1, twin: quoted([0xf0, 0x9d, 0x84, 0x9e])),
        .init([0x22, 0xe2, 0x82], .end, 3, twin: quoted([0xe2, 0x82, 0xac])),
        .init(
            quoted([0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0xe9]), .utf8, 9,
            twin: quoted([0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0xc3, 0xa9])),
    ]

    private static let names: [Refused] = [
        .init(#"{"a":1,"a":1}"#, .duplicate, 7, twin: #"{"a":1,"b":1}"#),
        .init(#"{"a":1,"\u0061":2}"#, .duplicate, 7, twin: #"{"a":1,"\u0062":2}"#),
        .init(#"{"":1,"":1}"#, .duplicate, 6, twin: #"{"":1," ":1}"#),
        .init(#"{"result":1,"id":1,"result":2}"#, .duplicate, 19, twin: #"{"result":1,"id":1}"#),
        .init(#"[{"x":{"é":0,"\u00e9":0}}]"#, .duplicate, 14, twin: #"[{"x":{"é":0,"e":0}}]"#),
        .init(#"{"__proto__":1,"__proto__":2}"#, .duplicate, 15, twin: #"{"__proto__":1}"#),
    ]
}
