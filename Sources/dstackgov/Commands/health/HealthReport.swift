import Codec
import Contracts
import Governance
import Primitives

/// Tells who can change what, and what is weak.
struct HealthReport {
    let facts: GovernanceFacts
    let findings: [HealthFinding]
    let ignored: Set<String>

    /// Whether nothing is weaker than it should be, or was decided to be.
    var isHealthy: Bool {
        findings.allSatisfy { $0.severity == .notice || ignored.contains($0.rule) }
    }

    /// The report for people.
    var page: Page {
        var page = Page()
        let safe = facts.safe
        let timelock = facts.timelock
        page.facts([
            ("KMS", contract(facts.kms)),
            ("app", facts.app.map(contract) ?? "none"),
            ("timelock", "\(timelock.address), delay \(SecondsSpan(seconds: timelock.delay))"),
            ("proposers", list(timelock.proposers)),
            ("cancellers", list(timelock.cancellers)),
            ("executors", list(timelock.executors)),
            ("administrators", list(timelock.admins)),
            ("Safe", "\(safe.address) \(safe.version)"),
            ("owners", list(safe.owners)),
            ("threshold", "\(safe.threshold) of \(safe.owners.count)"),
            ("modules", list(safe.modules)),
            ("gateway", EscapedText(facts.gatewayAppID, limit: 80).description),
        ])
        page.heading(findings.isEmpty ? "Nothing is weaker than it should be." : "Findings")
        for finding in findings {
            let isIgnored = ignored.contains(finding.rule) ? " (ignored)" : ""
            page.line(
                "  \(finding.severity.rawValue) \(finding.rule)\(isIgnored): \(finding.sentence)",
                style(finding.severity))
            page.line("      → \(finding.mend)")
        }
        return page
    }

    /// The report for programs.
    var document: JSONValue {
        [
            "healthy": .bool(isHealthy),
            "findings": .array(
                findings.map { finding in
                    [
                        "severity": .string(finding.severity.rawValue),
                        "rule": .string(finding.rule), "sentence": .string(finding.sentence),
                        "mend": .string(finding.mend),
                        "ignored": .bool(ignored.contains(finding.rule)),
                    ]
                }),
            "delay": .number("\(facts.timelock.delay)"),
            "threshold": .number("\(facts.safe.threshold)"),
            "owners": addresses(facts.safe.owners),
            "proposers": addresses(facts.timelock.proposers),
            "cancellers": addresses(facts.timelock.cancellers),
            "executors": addresses(facts.timelock.executors),
            "admins": addresses(facts.timelock.admins),
            "modules": addresses(facts.safe.modules),
        ]
    }

    private func contract(_ contract: GovernanceFacts.ContractFacts) -> String {
        let code = contract.isKnownImplementation ? "known code" : "unknown code"
        return "\(contract.address), owner \(contract.owner), \(code)"
    }

    private func list(_ accounts: [Address]) -> String {
        if accounts.isEmpty { return "none" }
        return accounts.map { $0.isZero ? "everybody" : $0.checksummed }.joined(separator: ", ")
    }

    private func addresses(_ accounts: [Address]) -> JSONValue {
        .array(accounts.map { .string($0.checksummed) })
    }

    private func style(_ severity: HealthFinding.Severity) -> Page.Style {
        switch severity {
        case .danger: .danger
        case .warning: .warning
        case .notice: .plain
        }
    }
}
