import Primitives
import Testing

@Suite("Text from outside")
struct EscapedTextTests {
    @Test(
        "What could draw something else on a terminal is written out",
        arguments: [
            ("App not registered", "App not registered"), ("a\u{1b}[2Jb", "a\\u{1b}[2Jb"),
            ("line\nnext\r\t", "line\\nnext\\r\\t"), ("\u{202e}abc", "\\u{202e}abc"),
            ("0x１２", "0x\\u{ff11}\\u{ff12}"), ("back\\slash", "back\\\\slash"), ("", ""),
            ("\u{7f}\u{80}", "\\u{7f}\\u{80}"),
        ])
    func escaped(text: String, shown: String) {
        #expect(EscapedText(text).description == shown)
    }

    @Test("Long text is cut at the limit and says so", arguments: [3, 10, 100])
    func cut(limit: Int) {
        let shown = EscapedText(String(repeating: "\u{fffd}x", count: 400), limit: limit)
        #expect(shown.description.utf8.count <= limit)
        #expect(shown.description.hasSuffix("..."))
        #expect(EscapedText("abc", limit: 3).description == "abc")
    }
}
