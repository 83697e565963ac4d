import Codec
import Governance
import Primitives

/// What a comparison of a policy with the chain found.
struct PlanReport {
    let drifts: [PolicyDrift]
    let book: AddressBook
    /// The files that were written, by what they are.
    let files: [(name: String, value: String)]
    /// Whether a file was asked for.
    let isWritten: Bool

    /// The comparison for people.
    var page: Page {
        var page = Page()
        guard !drifts.isEmpty else {
            page.line("  The chain is as the policy wants it.", .good)
            return page
        }
        page.heading("The chain differs from the policy")
        for drift in drifts {
            page.line("  \(book.text(drift.contract))")
            page.line("    \(drift.entry)   \(drift.found) → \(drift.wanted)")
            if drift.call == nil {
                page.line(
                    "    no operation of the timelock can mend this: see propose safe", .warning)
            }
        }
        page.facts(files)
        if isWritten, !files.isEmpty {
            page.line("  Next: each owner runs inspect and sign on the file.")
        }
        return page
    }

    /// The comparison for programs.
    var json: JSONValue {
        [
            "drift": .array(
                drifts.map { drift in
                    [
                        "contract": .string(drift.contract.checksummed),
                        "entry": .string(drift.entry), "found": .string(drift.found),
                        "wanted": .string(drift.wanted),
                        "call": drift.call.map { .string(CallMeaning($0).description) } ?? .null,
                    ]
                }),
            "files": .array(files.map { .string($0.value) }),
        ]
    }
}
