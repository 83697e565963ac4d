import Codec
import Contracts
import Governance
import Primitives

/// Tells what was proposed and what to do next, after the file is written.
struct ProposalReport {
    let operation: Operation
    /// The operation decoded, with what the chain says where it was asked.
    var inspection: Inspection?
    /// Where the values come from, where they were measured or verified.
    var values: [WorkloadValue] = []
    let path: String

    /// Writes the operation file and tells about it.
    func write(replacing: Bool, output: OutputOptions) throws(CommandFailure) {
        let offline = try Inspection.of(operation, at: path)
        let inspection = inspection ?? offline
        try File.write(operation.document, to: path, replacing: replacing)
        var page = Page()
        for effect in inspection.effects { page.line("  \(effect.target)  \(effect.sentence)") }
        if !values.isEmpty {
            page.table(
                ["value", "counts as", "known by", "from"],
                values.map { value in
                    [
                        value.hash.hex, value.place.rawValue, value.basis.rawValue,
                        EscapedText(value.source, limit: 80).description,
                    ]
                })
        }
        var facts = [
            ("file", path), ("Safe nonce", operation.safe.nonce.decimal),
            ("safeTxHash", inspection.hashes.digest.hex),
        ]
        if let id = operation.id { facts.append(("operation id", id.hex)) }
        if let timelock = operation.timelock, operation.action == .schedule {
            facts.append(("delay", SecondsSpan(seconds: timelock.delay).description))
        }
        page.facts(facts.map { (name: $0.0, value: $0.1) })
        for finding in inspection.findings {
            page.line(
                "  \(finding.level.rawValue) \(finding.lint.rawValue): \(finding.text)",
                finding.level == .danger ? .danger : finding.level == .warning ? .warning : .plain)
        }
        page.line("  Next: each owner runs inspect and sign on the file.")
        var members = [
            JSONMember("file", .string(path)),
            JSONMember("safeTxHash", .string(inspection.hashes.digest.hex)),
            JSONMember("operationId", operation.id.map { .string($0.hex) } ?? .null),
            JSONMember("nonce", .string(operation.safe.nonce.decimal)),
            JSONMember(
                "findings", .array(inspection.findings.map(InspectionDocument.finding))),
        ]
        if !values.isEmpty {
            members.append(JSONMember("values", .array(values.map(\.document))))
        }
        output.print(page, json: .object(members))
    }
}
