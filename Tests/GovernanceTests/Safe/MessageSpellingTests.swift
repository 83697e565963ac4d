import Governance
import Primitives
import Testing

@Suite("A message that another program may hand over otherwise")
struct MessageSpellingTests {
    @Test(
        "each peculiarity is told, with the text without it",
        arguments: [
            ("a\n", [(MessageSpelling.Difference.finalNewline, "a")]),
            ("a\r\n", [(.carriageReturns, "a\n"), (.finalNewline, "a")]),
            ("a\r\nb", [(.carriageReturns, "a\nb")]),
            ("\u{feff}a", [(.byteOrderMark, "a")]),
            ("\u{feff}\n", [(.byteOrderMark, "\n"), (.finalNewline, "\u{feff}")]),
            ("\n\n", [(.finalNewline, "\n")]),
        ])
    func told(text: String, others: [(MessageSpelling.Difference, String)]) {
        let found = MessageSpelling.others(of: Bytes(utf8: text))
        #expect(found.map(\.difference) == others.map(\.0))
        #expect(found.map(\.bytes) == others.map { Bytes(utf8: $0.1) })
    }

    @Test(
        "a text without any has one spelling",
        arguments: ["", "a", "a\nb", "a\rb", "a\r", "b\u{feff}"])
    func plain(text: String) {
        #expect(MessageSpelling.others(of: Bytes(utf8: text)).isEmpty)
    }
}
