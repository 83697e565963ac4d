import Audit
import Codec
import DecisionLog
import Governance
import Primitives

/// A join of decisions with the history as a page and as a document.
struct DecisionTable {
    let report: LogReader.Report
    let audit: DecisionAudit
    let unused: [GrantUse]
    let unusedDays: UInt64
    let names: [Address: String]
    let proofs: [InclusionCheck]
    /// The file with the removals and its operation, where one was written.
    var removal: (path: String, operation: Operation)?

    /// The page for people.
    var page: Page {
        var page = Page()
        page.heading("Log")
        page.facts([
            ("records", "\(report.size), in order and unchanged"),
            ("root", report.root.hex),
            ("signed heads", "\(report.heads), each of the records' own tree"),
            ("behind the last head", "\(report.unsigned) records"),
            ("keys released", "\(audit.releaseCount) times"),
        ])
        for proof in proofs {
            page.line("  record \(proof.index) is under the head of \(proof.size): proved", .good)
        }
        if audit.pendingCount > 0 {
            page.line(
                "  \(audit.pendingCount) releases name a block behind \(audit.end): run audit sync",
                .warning)
        }
        add(audit.findings, to: &page)
        page.heading("Last use of every entry")
        page.table(
            ["contract", "entry", "allowed", "revoked", "uses", "last use"],
            audit.grants.map { use in
                [
                    name(use.grant.key.contract),
                    "\(use.grant.key.policy) \(use.grant.key.value.hex)",
                    use.grant.begin.time.description,
                    use.grant.end?.time.description ?? "", "\(use.uses?.count ?? 0)",
                    use.uses?.last.time.description ?? "never",
                ]
            })
        add(unused, to: &page)
        return page
    }

    /// The document for programs.
    var document: JSONValue {
        [
            "log": [
                "records": JSONValue(report.size), "root": .string(report.root.hex),
                "heads": JSONValue(report.heads), "unsigned": JSONValue(report.unsigned),
                "proofs": .array(
                    proofs.map {
                        [
                            "index": JSONValue($0.index), "decisionId": .string($0.leaf.hex),
                            "size": JSONValue($0.size),
                        ]
                    }),
            ],
            "block": .string(audit.end.description), "time": .string(audit.endTime.description),
            "released": JSONValue(audit.releaseCount),
            "beyondTheStore": JSONValue(audit.pendingCount),
            "findings": .array(audit.findings.map(DecisionDocument.value)),
            "entries": .array(audit.grants.map(DecisionDocument.value)),
            "unusedDays": JSONValue(unusedDays),
            "unused": .array(unused.map(DecisionDocument.value)),
            "removal": removal.map { removal in
                [
                    "file": .string(removal.path),
                    "operationId": removal.operation.id.map { .string($0.hex) } ?? .null,
                ]
            } ?? .null,
        ]
    }

    private func add(_ findings: [ReleaseFinding], to page: inout Page) {
        page.heading("Keys released")
        if findings.isEmpty { page.line("  every release rests on grants in force still", .good) }
        for finding in findings {
            let uses = finding.uses
            let contract = finding.contract.map(name) ?? ""
            page.line(
                "  \(finding.kind.rawValue): \(contract) \(EscapedText(finding.subject)), "
                    + "\(uses.count) times, records \(uses.first.index) (\(uses.first.time)) to "
                    + "\(uses.last.index) (\(uses.last.time))",
                finding.isDisagreement ? .danger : .warning)
            guard let grant = finding.grant, let end = grant.end else { continue }
            page.line(
                "    allowed \(grant.begin.time) (block \(grant.begin.block)), revoked "
                    + "\(end.time) (block \(end.block)), after "
                    + SecondsSpan(seconds: grant.seconds ?? 0).description)
        }
    }

    private func add(_ unused: [GrantUse], to page: inout Page) {
        page.heading("Allowed, unused for \(unusedDays) days")
        if unused.isEmpty { page.line("  nothing") }
        for use in unused {
            page.line(
                "  \(name(use.grant.key.contract)) \(use.grant.key.policy) "
                    + "\(use.grant.key.value.hex): for "
                    + SecondsSpan(seconds: use.idleSeconds ?? 0).description, .warning)
        }
        guard let removal else { return }
        page.line("  The removal is in \(removal.path); next: each owner runs inspect and sign.")
    }

    private func name(_ contract: Address) -> String {
        names[contract] ?? contract.checksummed
    }
}
