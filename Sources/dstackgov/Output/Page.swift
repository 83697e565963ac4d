import Primitives

/// What a command tells a person: headings, facts, tables and warnings, top to bottom.
struct Page {
    /// How a line is painted on a terminal.
    enum Style {
        case plain, heading, good, warning, danger
    }

    private(set) var lines: [(style: Style, text: String)] = []

    /// A heading, with an empty line before it unless it is the first line.
    mutating func heading(_ text: String) {
        if !lines.isEmpty { lines.append((.plain, "")) }
        lines.append((.heading, text))
    }

    /// One line as it is.
    mutating func line(_ text: String, _ style: Style = .plain) {
        lines.append((style, text))
    }

    /// Facts in two columns, the names aligned.
    mutating func facts(_ facts: [(name: String, value: String)], indent: Int = 2) {
        let width = facts.map(\.name.count).max() ?? 0
        for fact in facts {
            let gap = String(repeating: " ", count: width - fact.name.count + 2)
            line(String(repeating: " ", count: indent) + fact.name + gap + fact.value)
        }
    }

    /// A table with a header; every column is as wide as its widest cell, nothing is shortened.
    mutating func table(_ header: [String], _ rows: [[String]]) {
        let all = [header] + rows
        let widths = header.indices.map { column in
            all.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
        }
        for (index, row) in all.enumerated() {
            var text = ""
            for (column, cell) in row.enumerated() {
                text += "  " + cell
                if column < row.count - 1 {
                    text += String(repeating: " ", count: max(0, widths[column] - cell.count))
                }
            }
            line(text, index == 0 ? .heading : .plain)
        }
    }

    /// The page as text, painted with ANSI colours where `colour` says so.
    func text(colour: Bool) -> String {
        lines.map { line in
            let text = TerminalText.safe(line.text)
            guard colour, line.style != .plain, !text.isEmpty else { return text + "\n" }
            return "\u{1b}[" + Page.code(line.style) + "m" + text + "\u{1b}[0m\n"
        }.joined()
    }

    private static func code(_ style: Style) -> String {
        switch style {
        case .plain: "0"
        case .heading: "1"
        case .good: "32"
        case .warning: "33"
        case .danger: "1;31"
        }
    }
}
