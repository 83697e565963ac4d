import Primitives

/// A report as Markdown (CommonMark with the tables of GitHub).
public enum MarkdownReport {
    /// The text of a report.
    public static func text(_ content: ReportContent) -> String {
        let tables = ReportTables(content: content)
        var text = "# Audit of a dstack deployment\n\n"
        for fact in tables.facts { text += "- \(fact.name): \(escaped(fact.value))\n" }
        for table in tables.all {
            text += "\n## \(escaped(table.title))\n\n"
            guard !table.rows.isEmpty else {
                text += "None.\n"
                continue
            }
            text += line(table.header) + line(table.header.map { _ in "---" })
            for row in table.rows { text += line(row.map(escaped)) }
        }
        return text
    }

    private static func line(_ cells: [String]) -> String {
        "| " + cells.joined(separator: " | ") + " |\n"
    }

    /// Text in which nothing is markup: what contracts and providers say may be anything.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in EscapedText(text).description {
            if "\\`*_{}[]<>#|!&".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}
