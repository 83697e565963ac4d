import Audit
import Foundation
import Testing

@Suite("Values for spreadsheets")
struct CSVTests {
    private func line(_ cells: String...) -> String {
        var csv = CSV(header: cells)
        csv.row([])
        // A line end is one character.
        return String(csv.text.dropLast(2))
    }

    /// The cells that a spreadsheet may see, whichever character it takes for its separator.
    private func cells(_ text: String) -> [String] {
        text.split { ",;\t\r\n".contains($0) || $0 == "\r\n" }
            .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " \"\u{3000}")) }
    }

    @Test(
        "No cell can become a formula, wherever a spreadsheet cuts",
        arguments: [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "|calc", "%0A", " =1",
            "=HYPERLINK(\"http://evil\",\"x\")", "\"=1", "'=1", "a;=1", "a,=1", "a\t=1", "a\r\n=1",
            "a; \"=1", "\u{ff1d}1", "\u{ff0b}1", "\u{ff20}x", "\u{3000}=1", "a;;+1",
        ])
    func formulas(cell: String) {
        for cell in cells(line("before", cell, "behind")) {
            let first = cell.unicodeScalars.first ?? "a"
            #expect(
                !"=+-@|%\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".unicodeScalars.contains(first), "\(cell)")
        }
    }

    @Test("What an apostrophe was put before is else what it was")
    func kept() {
        #expect(line("=1+1", "-5") == "'=1+1,'-5")
        #expect(line("a;=1") == "\"a;'=1\"")
        #expect(line("1 - 1", "x=1") == "1 - 1,x=1")
    }

    @Test("Other cells stay as they are, quoted where they must be")
    func others() {
        #expect(line("a", "0x12", "", "1 = 1") == "a,0x12,,1 = 1")
        #expect(line("a,b", "c\"d", "e\r\nf") == "\"a,b\",\"c\"\"d\",\"e\r\nf\"")
    }
}
