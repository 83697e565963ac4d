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

    /// A cell; one that a spreadsheet would run gets an apostrophe in front (OWASP, "CSV
    /// Injection").
    private static func cell(_ content: String) -> String {
        let starts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "|", "%"]
        let isFormula = content.unicodeScalars.first.map(starts.contains) ?? false
        let safe = isFormula ? "'" + content : content
        guard safe.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else {
            return safe
        }
        let doubled = safe.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"")
        return "\"" + doubled + "\""
    }
}
