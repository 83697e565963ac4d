import Primitives

/// The history as a picture: a line for each contract, a mark for each change, time to the right.
enum TimelinePicture {
    private static let width: UInt64 = 960
    private static let left: UInt64 = 150
    private static let rowHeight: UInt64 = 26
    /// The most marks that are drawn; what lies on one point is drawn once.
    private static let mostMarks = 5000

    static func svg(_ content: ReportContent) -> String {
        let entries = content.shown
        guard let first = entries.first?.time.seconds, let last = entries.last?.time.seconds else {
            return "<p>Nothing has changed.</p>\n"
        }
        var rows: [Address] = []
        for entry in entries where !rows.contains(entry.contract) { rows.append(entry.contract) }
        let height = (UInt64(rows.count) + 2) * rowHeight
        let label =
            "\(entries.count) changes of \(rows.count) contracts from \(entries[0].time) to "
            + "\(entries[entries.count - 1].time)"
        var text = "<svg role=\"img\" viewBox=\"0 0 \(width) \(height)\" "
        text += "aria-labelledby=\"picture-title picture-text\" "
        text += "xmlns=\"http://www.w3.org/2000/svg\" font-size=\"12\">\n"
        text += "<title id=\"picture-title\">\(HTMLReport.escaped(label))</title>\n"
        text += "<desc id=\"picture-text\">A line for each contract; a filled circle where "
        text += "something began, an empty one where something ended. The table Every change "
        text += "says the same in words.</desc>\n"
        for (number, contract) in rows.enumerated() {
            let y = (UInt64(number) + 1) * rowHeight
            text += "<text x=\"4\" y=\"\(y + 4)\">"
            text += "\(HTMLReport.escaped(content.name(of: contract)))</text>"
            text += "<line x1=\"\(left)\" x2=\"\(width - 10)\" y1=\"\(y)\" y2=\"\(y)\" "
            text += "stroke=\"#bbb\"/>\n"
        }
        text += marks(entries, rows, first: first, last: last)
        let bottom = height - 8
        text += "<text x=\"\(left)\" y=\"\(bottom)\">\(entries[0].time)</text>"
        text += "<text x=\"\(width - 10)\" y=\"\(bottom)\" text-anchor=\"end\">"
        text += "\(entries[entries.count - 1].time)</text>\n</svg>\n"
        return text
    }

    private static func marks(
        _ entries: [TimelineEntry], _ rows: [Address], first: UInt64, last: UInt64
    ) -> String {
        struct Mark: Hashable {
            let x: UInt64
            let row: Int
            let isEnabled: Bool
        }
        var drawn: Set<Mark> = []
        var text = ""
        let span = max(last - min(first, last), 1)
        for entry in entries {
            guard let row = rows.firstIndex(of: entry.contract), drawn.count < mostMarks else {
                continue
            }
            let passed = min(max(entry.time.seconds, first) - first, span)
            let part = Double(passed) / Double(span)
            let x = left + UInt64(part * Double(width - left - 10))
            let mark = Mark(x: x, row: row, isEnabled: entry.change.isEnabled)
            guard drawn.insert(mark).inserted else { continue }
            let y = (UInt64(row) + 1) * rowHeight
            let fill = entry.change.isEnabled ? "#1a5fb4" : "#fff"
            text += "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"5\" fill=\"\(fill)\" stroke=\"#1a5fb4\">"
            text += "<title>\(entry.time): \(HTMLReport.escaped(entry.change.kind))</title>"
            text += "</circle>\n"
        }
        return text
    }
}
