import Codec
import Governance
import Primitives

/// Tells in which order a Safe can execute transactions, and what stands in the way.
struct NonceReport {
    let order: NonceOrder
    let safe: SafeOnChain

    init(_ order: NonceOrder, safe: SafeOnChain) {
        self.order = order
        self.safe = safe
    }

    /// Whether all that wait can be executed one after the other.
    var isInOrder: Bool { order.conflicts.isEmpty && order.gaps.isEmpty }

    /// Adds the order to a page.
    func write(to page: inout Page) {
        page.heading("Safe \(safe.address)")
        var facts = [
            ("next nonce", order.next.decimal),
            ("needs", "\(safe.threshold) of \(safe.owners.count) owners"),
        ]
        for entry in order.waiting {
            let when = entry.nonce == order.next ? "next" : "waits for its turn"
            facts.append(("nonce \(entry.nonce)", "\(entry.name) \(entry.digest), \(when)"))
        }
        for entry in order.used {
            facts.append(("nonce \(entry.nonce)", "\(entry.name) \(entry.digest), used up"))
        }
        page.facts(facts.map { (name: $0.0, value: $0.1) })
        for group in order.conflicts {
            let names = group.map(\.name).joined(separator: ", ")
            page.line(
                "  ! \(names): of these with one nonce only one can ever be executed", .danger)
        }
        for gap in order.gaps {
            let nonces =
                gap.first == gap.last ? "nonce \(gap.first)" : "nonces \(gap.first) to \(gap.last)"
            page.line("  ! nothing here uses \(nonces); what comes after must wait", .warning)
        }
    }

    /// The order for programs.
    var document: JSONValue {
        [
            "address": .string(safe.address.checksummed), "nonce": .string(order.next.decimal),
            "threshold": .number("\(safe.threshold)"), "owners": .number("\(safe.owners.count)"),
            "waiting": .array(order.waiting.map(NonceReport.document)),
            "used": .array(order.used.map(NonceReport.document)),
            "conflicts": .array(
                order.conflicts.map { .array($0.map(NonceReport.document)) }),
            "gaps": .array(
                order.gaps.map { gap in
                    ["first": .string(gap.first.decimal), "last": .string(gap.last.decimal)]
                }),
        ]
    }

    private static func document(_ entry: NonceOrder.Entry) -> JSONValue {
        [
            "name": .string(entry.name), "nonce": .string(entry.nonce.decimal),
            "safeTxHash": .string(entry.digest.hex),
        ]
    }
}
