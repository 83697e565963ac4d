import Attestation
import Codec
import Primitives

/// Evidence that verified, as a page and as a document.
struct EvidenceReport {
    let name: String
    let boot: MeasuredBoot
    /// What the chain says, where it was asked.
    var answer: ChainAnswer?

    /// A report without the chain.
    init(_ name: String, _ boot: MeasuredBoot) {
        self.name = name
        self.boot = boot
    }

    /// The page, the answer first.
    var page: Page {
        var page = Page()
        if !boot.root.isPinned {
            page.line(
                "Under another root than the vendor's: this proves nothing about hardware.", .danger
            )
        }
        page.heading(name)
        page.facts([
            ("signed under", boot.root.subject), ("root SHA-256", boot.root.fingerprint.hex),
            ("signed at", boot.freshness.signedAt?.description ?? "not said"),
            (
                "judged as of",
                boot.freshness.judgedAt.description + (boot.freshness.isReplay ? ", not now" : "")
            ),
        ])
        page.heading("Who boots")
        page.table(
            ["member", "how it is known", "value"],
            boot.identity.members.map { member in
                [member.name, member.origin.rawValue, EvidenceReport.text(member.value)]
            })
        page.heading("Bound to")
        page.facts(
            binding.map { (name: $0.name, value: $0.value?.hex ?? "nothing") })
        if !boot.findings.isEmpty { page.heading("Findings") }
        for finding in boot.findings {
            let style: Page.Style =
                switch finding.level {
                case .refusal: .danger
                case .warning: .warning
                case .notice: .plain
                }
            page.line(
                "  \(finding.level.rawValue) \(finding.code.rawValue): \(finding.text)", style)
        }
        answer?.add(to: &page)
        return page
    }

    /// The document for programs.
    var document: JSONValue {
        var members = [
            JSONMember("verified", .bool(boot.root.isPinned)),
            JSONMember("answer", .string(verdict)),
            JSONMember("evidence", .string(name)),
            JSONMember(
                "root",
                [
                    "subject": .string(boot.root.subject),
                    "sha256": .string(boot.root.fingerprint.hex),
                    "isVendors": .bool(boot.root.isPinned),
                ]),
            JSONMember(
                "signedAt",
                boot.freshness.signedAt.map { .string($0.milliseconds.description) } ?? .null),
            JSONMember("judgedAt", .string(boot.freshness.judgedAt.milliseconds.description)),
            JSONMember("isReplay", .bool(boot.freshness.isReplay)),
            JSONMember("identity", boot.identity.request),
            JSONMember(
                "origins",
                .object(
                    boot.identity.members.map { JSONMember($0.name, .string($0.origin.rawValue)) })),
            JSONMember(
                "binding",
                .object(
                    binding.map { JSONMember($0.name, $0.value.map { .string($0.hex) } ?? .null) })
            ),
            JSONMember(
                "findings",
                .array(
                    boot.findings.map { finding in
                        [
                            "level": .string(finding.level.rawValue),
                            "code": .string(finding.code.rawValue), "text": .string(finding.text),
                        ]
                    })),
        ]
        if let answer { members.append(JSONMember("chain", answer.document)) }
        return .object(members)
    }

    /// Whether a key would be released; without a chain nobody has allowed anything.
    private var verdict: String {
        if !boot.refusals.isEmpty { return "denied" }
        guard let answer else { return "verifies" }
        return answer.isAllowed ? "allowed" : "denied"
    }

    private var binding: [(name: String, value: Bytes?)] {
        [
            ("reportData", boot.binding.reportData), ("nonce", boot.binding.nonce),
            ("publicKey", boot.binding.publicKey),
        ]
    }

    private static func text(_ value: JSONValue) -> String {
        guard let text = value.string else { return value.serialized(.compact.ascii) }
        return EscapedText(text).description
    }
}
