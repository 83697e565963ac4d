import Codec
import Contracts
import Governance
import Primitives

/// Tells what signatures are worth.
struct SignatureReport {
    let review: SignatureReview
    let hash: Hash32

    /// The report for people.
    var page: Page {
        var page = Page()
        page.facts([
            ("safeTxHash", hash.hex),
            ("valid", "\(review.valid.count) of the \(review.threshold) that the Safe needs"),
        ])
        if !review.entries.isEmpty {
            page.table(
                ["owner", "kind", "standing"],
                review.entries.map {
                    [
                        $0.signature.owner.checksummed, $0.signature.kind.rawValue,
                        $0.standing.rawValue,
                    ]
                })
        }
        let absent = review.isComplete ? "not needed" : "missing"
        for owner in review.missing { page.line("  \(absent): \(owner)") }
        if let stale = staleness { page.line("  ! " + stale, .danger) }
        return page
    }

    /// The report for programs.
    var document: JSONValue {
        [
            "safeTxHash": .string(hash.hex), "complete": .bool(review.isComplete),
            "threshold": .number("\(review.threshold)"),
            "valid": .number("\(review.valid.count)"),
            "signatures": .array(
                review.entries.map { entry in
                    [
                        "owner": .string(entry.signature.owner.checksummed),
                        "kind": .string(entry.signature.kind.rawValue),
                        "standing": .string(entry.standing.rawValue),
                    ]
                }),
            "missing": .array(review.missing.map { .string($0.checksummed) }),
            "stale": staleness.map { .string($0) } ?? .null,
            "blob": review.blob.map { .string($0.hex) } ?? .null,
        ]
    }

    /// Why they cannot be submitted now; nil when they can.
    var failure: CommandFailure? {
        if let staleness {
            if case .nonceLater = review.staleness {
                return CommandFailure(
                    .notYet, staleness, remedy: "Execute or reject what comes before it.")
            }
            return CommandFailure(.refused, staleness, remedy: "Propose it again.")
        }
        if let wrong = review.entries.first(where: { $0.standing != .valid }) {
            return CommandFailure(
                .refused, "\(wrong.signature.owner): \(SignatureReport.words(wrong.standing))")
        }
        guard !review.isComplete else { return nil }
        let missing = review.missing.map(\.checksummed).joined(separator: ", ")
        return CommandFailure(
            .notYet, "\(review.valid.count) of \(review.threshold) signatures",
            remedy: "Who could still sign: " + missing)
    }

    private var staleness: String? {
        switch review.staleness {
        case .nonceUsed(let next):
            "the nonce is used up: the Safe's next one is \(next); another transaction took its "
                + "place, or this one was executed"
        case .nonceLater(let next): "other transactions come first: the next nonce is \(next)"
        case .version(let now): "the Safe is \(now) now, the signatures are for another version"
        case nil: nil
        }
    }

    private static func words(_ standing: SignatureReview.Standing) -> String {
        switch standing {
        case .valid: "valid"
        case .notAnOwner: "is no owner of the Safe"
        case .notApproved: "did not approve the hash on chain"
        case .refusedByContract: "is a contract that does not take the signature for its own"
        }
    }
}
