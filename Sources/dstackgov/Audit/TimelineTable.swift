import Audit
import Codec
import Primitives

/// A timeline as a table, a document, or comma-separated values.
struct TimelineTable {
    let entries: [TimelineEntry]
    let names: [Address: String]

    /// The table for people.
    var page: Page {
        var page = Page()
        page.table(
            ["time", "block", "contract", "change", "operation", "waited", "signers"],
            entries.map(row))
        return page
    }

    /// The document for programs.
    var document: JSONValue { .array(entries.map(TimelineDocument.value)) }

    /// The values for spreadsheets.
    var csv: String {
        var csv = CSV(header: [
            "time", "block", "place", "transaction", "executor", "contract", "change", "value",
            "enabled", "operation", "scheduled", "waited seconds", "proposer",
            "safe transaction", "signers",
        ])
        for entry in entries {
            csv.row([
                entry.time.description, entry.block.description, String(entry.place),
                entry.transaction.hex, entry.executor.checksummed, entry.contract.checksummed,
                entry.change.kind, entry.change.value, String(entry.change.isEnabled),
                entry.passage?.operation.hex ?? "", entry.passage?.scheduled.description ?? "",
                entry.passage.map { String($0.waited) } ?? "",
                entry.passage?.proposer.checksummed ?? "", entry.approval?.hash.hex ?? "",
                entry.approval?.signers.map(\.checksummed).joined(separator: " ") ?? "",
            ])
        }
        return csv.text
    }

    private func row(_ entry: TimelineEntry) -> [String] {
        let passage = entry.passage
        return [
            entry.time.description, entry.block.description,
            names[entry.contract] ?? entry.contract.checksummed,
            (entry.change.isEnabled ? "+ " : "- ") + entry.change.kind + " "
                + EscapedText(entry.change.value).description,
            passage?.operation.hex ?? "directly, by " + entry.executor.checksummed,
            passage.map { SecondsSpan(seconds: $0.waited).description } ?? "",
            entry.approval?.signers.map(\.checksummed).joined(separator: " ") ?? "",
        ]
    }
}
