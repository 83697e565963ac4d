import Codec

/// Evidence that did not verify, as a page and as a document.
struct UnverifiedReport {
    let name: String
    let reason: String

    /// The page.
    var page: Page {
        var page = Page()
        page.heading(name)
        page.line("  does not verify: \(reason)", .danger)
        return page
    }

    /// The document for programs.
    var document: JSONValue {
        [
            "verified": .bool(false), "answer": "not verified", "evidence": .string(name),
            "reason": .string(reason),
        ]
    }
}
