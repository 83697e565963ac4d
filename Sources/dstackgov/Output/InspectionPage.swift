import Contracts
import Governance
import Primitives

/// An inspection as a page for the person who is to sign.
struct InspectionPage {
    let operation: Operation
    let inspection: Inspection
    let names: [Address: String]

    /// The page, the effect first.
    var page: Page {
        var page = Page()
        page.heading(title)
        for effect in inspection.effects {
            page.line("  \(effect.sentence)")
            page.line("    on \(name(effect.target))   \(effect.call)")
        }
        page.facts([
            ("proposer says", EscapedText(operation.purpose, limit: 1000).description),
            ("chain", operation.chainID.description),
        ])
        addWay(to: &page)
        addHashes(to: &page)
        for finding in inspection.findings {
            let style: Page.Style =
                switch finding.level {
                case .danger: .danger
                case .warning: .warning
                case .notice: .plain
                }
            page.line(
                "  \(finding.level.rawValue) \(finding.lint.rawValue): \(finding.text)", style)
        }
        return page
    }

    private var title: String {
        switch operation.action {
        case .schedule: "Schedule in the timelock, then execute"
        case .cancel: "Cancel in the timelock"
        case .direct: "Call at once, without a timelock"
        case .reject: "Reject: use up the Safe's nonce \(operation.safe.nonce)"
        }
    }

    private func addWay(to page: inout Page) {
        page.heading("The way")
        var facts = [
            (
                "Safe",
                "\(name(operation.safe.address))   version \(operation.safe.version), nonce "
                    + operation.safe.nonce.decimal
            )
        ]
        if let timelock = operation.timelock {
            facts.append(("timelock", name(timelock.address)))
            let delay = SecondsSpan(seconds: timelock.delay)
            facts.append(("delay", "\(delay) (\(timelock.delay) s) from the block of scheduling"))
            facts.append(("salt", timelock.salt.hex))
            if !timelock.predecessor.isZero {
                facts.append(("after operation", timelock.predecessor.hex))
            }
        }
        page.facts(facts.map { (name: $0.0, value: $0.1) })
    }

    private func addHashes(to page: inout Page) {
        page.heading("Compare with your device")
        var facts = [
            ("domain hash", inspection.hashes.domainHash.hex),
            ("message hash", inspection.hashes.messageHash.hex),
            ("safeTxHash", inspection.hashes.digest.hex),
        ]
        if let id = operation.id { facts.append(("operation id", id.hex)) }
        page.facts(facts.map { (name: $0.0, value: $0.1) })
    }

    /// The whole address, with the name that the address book has for it.
    private func name(_ address: Address) -> String {
        guard let name = names[address] else { return address.checksummed }
        return "\(address.checksummed) (\(EscapedText(name, limit: 40)))"
    }
}
