import Codec
import Contracts
import Governance
import Primitives

/// An inspection as a page for the person who is to sign.
struct InspectionPage {
    let subject: InspectionSubject
    let book: AddressBook

    /// The page, the effect first.
    var page: Page {
        var page = Page()
        page.heading(subject.title)
        for effect in subject.calls.effects {
            page.line("  \(effect.sentence)")
            page.line("    on \(target(effect.target))   \(effect.call)")
        }
        var facts = subject.facts
        if let operation = subject.operation {
            facts.insert(
                ("proposer says", EscapedText(operation.purpose, limit: 1000).description), at: 0)
            facts.insert(("chain", operation.chainID.description), at: 1)
            facts += provenance(operation)
        }
        page.facts(facts)
        addChanges(to: &page)
        if subject.calls.tree.children.count > 0 { addTree(to: &page) }
        if let operation = subject.operation { addWay(of: operation, to: &page) }
        addHashes(to: &page)
        if !subject.chainFacts.isEmpty {
            page.heading("On the chain now")
            page.facts(subject.chainFacts)
        }
        addFindings(to: &page)
        if !subject.isAsked {
            page.line(
                "  The chain was not asked: what only it can tell is missing (--rpc-url, ETH_RPC_URL).",
                .warning)
        }
        return page
    }

    private func provenance(_ operation: Governance.Operation) -> [(name: String, value: String)] {
        guard let provenance = operation.provenance else { return [] }
        func text(_ text: String) -> String { EscapedText(text, limit: 400).description }
        return [
            ("source commit", text(provenance.sourceCommit)), ("build", text(provenance.build)),
            ("artefact digest", text(provenance.artifactDigest)),
        ]
    }

    private func addChanges(to page: inout Page) {
        guard !subject.calls.changes.isEmpty else { return }
        page.heading("State")
        for (index, change) in subject.calls.changes.enumerated() {
            let known = subject.before.indices.contains(index) ? subject.before[index] : nil
            let after = name(change.after)
            let before = known.map(name)
            let same = before == after ? "   (as it is now)" : ""
            page.line("  \(target(change.contract))")
            page.line("    \(change.entry)   \(before ?? "?") → \(after)\(same)")
        }
    }

    /// An address within a value gets its name.
    private func name(_ value: String) -> String {
        (try? Address(hex: value)).map(book.text) ?? value
    }

    private func addTree(to page: inout Page) {
        page.heading("The calls")
        add(subject.calls.tree, depth: 1, to: &page)
    }

    private func add(_ node: CallNode, depth: Int, to page: inout Page) {
        let indent = String(repeating: "  ", count: depth)
        let function = node.meaning.decoded?.function.name
        let way = node.operation == .delegateCall ? "delegatecall" : "call"
        let value = node.value.isZero ? "" : ", \(node.value.text(in: .ether))"
        page.line(
            "\(indent)\(way) \(function ?? node.meaning.description) of \(target(node.target))\(value)"
        )
        switch node.role {
        case .schedule(let id, let delay, let predecessor, _):
            let span = UInt64(exactly: delay).map { SecondsSpan(seconds: $0).description }
            page.line("\(indent)  operation \(id), after \(span ?? "\(delay) s")")
            if !predecessor.isZero { page.line("\(indent)  after operation \(predecessor)") }
        case .execute(let id, _): page.line("\(indent)  operation \(id)")
        default: break
        }
        for child in node.children { add(child, depth: depth + 1, to: &page) }
    }

    private func addWay(of operation: Governance.Operation, to page: inout Page) {
        page.heading("The way")
        let safe = operation.safe
        var facts = [
            ("Safe", "\(book.text(safe.address))   version \(safe.version), nonce \(safe.nonce)")
        ]
        if let timelock = operation.timelock {
            facts.append(("timelock", book.text(timelock.address)))
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
        var facts: [(name: String, value: String)] = []
        if let hashes = subject.hashes {
            page.heading("Compare with your device")
            facts = [
                ("domain hash", hashes.domainHash.hex), ("message hash", hashes.messageHash.hex),
                ("safeTxHash", hashes.digest.hex),
            ]
        } else if !subject.calls.operations.isEmpty {
            page.heading("Operations of timelocks")
        }
        facts += subject.calls.operations.map { ("operation id", $0.id.hex) }
        page.facts(facts)
    }

    private func addFindings(to page: inout Page) {
        for finding in subject.calls.findings {
            let style: Page.Style =
                switch finding.level {
                case .danger: .danger
                case .warning: .warning
                case .notice: .plain
                }
            page.line(
                "  \(finding.level.rawValue) \(finding.lint.rawValue): \(finding.text)", style)
        }
    }

    /// The whole address, with the name that the address book has for it.
    private func target(_ address: Address) -> String {
        if !subject.targetIsKnown, address.isZero { return "a contract that is not named" }
        return book.text(address)
    }
}
