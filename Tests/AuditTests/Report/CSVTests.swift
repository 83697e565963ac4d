import Audit
import Testing

@Suite("Values for spreadsheets")
struct CSVTests {
    private func line(_ cells: String...) -> String {
        var csv = CSV(header: cells)
        csv.row([])
        // A line end is one character.
        return String(csv.text.dropLast(2))
    }

    @Test(
        "No cell can become a formula",
        arguments: [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "|calc", "%0A",
            "=HYPERLINK(\"http://evil\",\"x\")",
        ])
    func formulas(cell: String) {
        let text = line(cell)
        #expect(text.hasPrefix("'") || text.hasPrefix("\"'"))
    }

    @Test("Other cells stay as they are, quoted where they must be")
    func others() {
        #expect(line("a", "0x12", "", "1 = 1") == "a,0x12,,1 = 1")
        #expect(line("a,b", "c\"d", "e\r\nf") == "\"a,b\",\"c\"\"d\",\"e\r\nf\"")
    }
}
