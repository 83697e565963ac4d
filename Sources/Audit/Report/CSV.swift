/// Comma-separated values (RFC 4180) of which no spreadsheet makes a formula.
public struct CSV: Sendable {
    /// The lines so far.
    public private(set) var text = ""

    /// Values with a header line.
    public init(header: [String]) { row(header) }

    /// Adds a line.
    public mutating func row(_ cells: [String]) {
        text += cells.map(CSV.cell).joined(separator: ",") + "\r\n"
    }

    /// What makes a cell a formula, or a call, where it stands first (OWASP, "CSV Injection"); the
    /// wide forms are taken for the narrow ones.
    private static let starts = Set("=+-@|%\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".unicodeScalars)
    /// Where another cell may begin: at the separators of other countries' spreadsheets, too.
    private static let separators = Set(",;\t\r\n".unicodeScalars)
    /// What is skipped before a cell's content.
    private static let margins = Set(" \"'\u{a0}\u{3000}\u{feff}".unicodeScalars)

    /// A cell; what a spreadsheet would run gets an apostrophe in front, wherever it might cut.
    private static func cell(_ content: String) -> String {
        var safe = String.UnicodeScalarView()
        var isFirst = true
        for scalar in content.unicodeScalars {
            if isFirst, starts.contains(scalar) { safe.append("'") }
            if !margins.contains(scalar) { isFirst = separators.contains(scalar) }
            if scalar == "\"" { safe.append(scalar) }
            safe.append(scalar)
        }
        let text = String(safe)
        let isQuoted = content.unicodeScalars.contains { "\",;\t\r\n".unicodeScalars.contains($0) }
        return isQuoted ? "\"" + text + "\"" : text
    }
}
