import Attestation
import Codec
import Cryptography
import Primitives

/// Evidence that did not verify, as a page and as a document.
struct UnverifiedReport {
    let name: String
    let reason: String
    private let root: X509Certificate
    private let isVendors: Bool

    /// The report of a failure under the root that was trusted.
    init(_ source: EvidenceFile, _ trust: EvidenceTrust, _ failure: EvidenceFailure) {
        name = source.name
        reason = failure.reason
        let isTDX = source.quote != nil
        root = isTDX ? trust.intelRoot : trust.nitroRoot
        let pinned = isTDX ? IntelRoot.fingerprint : AWSNitroRoot.fingerprint
        isVendors = SHA256.hash(root.der) == pinned
    }

    /// The page.
    var page: Page {
        var page = Page()
        if !isVendors { page.line("Under another root than the vendor's.", .danger) }
        page.heading(name)
        page.line("  does not verify: \(reason)", .danger)
        return page
    }

    /// The document for programs.
    var document: JSONValue {
        [
            "verified": .bool(false), "answer": "not verified", "evidence": .string(name),
            "reason": .string(reason),
            "root": [
                "subject": .string(root.subjectText),
                "sha256": .string(SHA256.hash(root.der).hex), "isVendors": .bool(isVendors),
            ],
        ]
    }
}
