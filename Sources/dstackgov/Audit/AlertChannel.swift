import Audit
import Codec
import Primitives

/// Where alerts go.
enum AlertChannel {
    /// Standard output: a line for people, or a line of JSON.
    case output(isJSON: Bool)
    /// A webhook.
    case webhook(AlertWebhook)

    /// The name under which the journal keeps what it got.
    var name: String {
        switch self {
        case .output: "output"
        case .webhook: "webhook"
        }
    }

    /// Delivers a notice.
    ///
    /// - Returns: Nil when it was taken; otherwise why not.
    func deliver(_ notice: WatchJournal.Notice) async -> String? {
        switch self {
        case .output(let isJSON):
            StandardOutput.write(
                (isJSON ? notice.document.serialized() : AlertChannel.line(notice)) + "\n")
            return nil
        case .webhook(let webhook):
            return await webhook.post(
                notice.document, notice: "\(notice.id) \(notice.reminder)")
        }
    }

    private static func line(_ notice: WatchJournal.Notice) -> String {
        let document = notice.document
        func text(_ name: String) -> String { document[name]?.string ?? "" }
        var line = "\(text("time")) \(text("kind")): \(EscapedText(text("text"), limit: 2000))"
        if let block = document["block"]?.string { line += " (block \(block))" }
        if notice.reminder > 0 { line += ", reminder \(notice.reminder)" }
        if document["open"]?.bool == true { line += " [\(text("id"))]" }
        return line
    }
}
