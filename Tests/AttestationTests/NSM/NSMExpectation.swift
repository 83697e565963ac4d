import Attestation
import Cryptography
import Primitives
import TestSupport
import Testing

/// What a strict verifier answers to a document of the corpus, and in which layer it refuses.
struct NSMExpectation {
    let isAccepted: Bool
    let layer: String

    /// A document of the corpus for which nobody has decided.
    struct Undecided: Error {
        let id: String
    }

    static let counts = ["accept": 25, "reject": 144, "policy": 13]

    /// What this verifier does where either answer can be defended (docs/attestation.md).
    private static let decided: [String: Bool] = [
        // the encoding of lengths says nothing
        "pol-nonminimal-length": true, "pol-nonminimal-outer": true, "pol-indefinite-array": true,
        "pol-indefinite-pcr": true, "pol-indefinite-pcrs-map": true,
        // signed additions are AWS's to make
        "pol-extra-payload-key": true, "pol-module-id-not-in-cn": true,
        // what nobody signed, and what AWS does not issue
        "pol-unprotected-not-empty": false, "pol-cert-sha256-signature": false,
        "pol-duplicate-intermediate": false, "pol-eku-serverauth": false,
        "pol-eku-critical-emailprotection": false, "pol-timestamp-before-leaf": false,
    ]

    init(_ example: FixtureCase) throws {
        layer = try example.string("layer")
        switch try example.string("strict") {
        case "accept": isAccepted = true
        case "reject": isAccepted = false
        default:
            guard let answer = Self.decided[example.id] else { throw Undecided(id: example.id) }
            isAccepted = answer
        }
    }

    /// The root under which the corpus's documents were made.
    static var root: X509Certificate {
        get throws {
            let roots = try Fixtures.cases("attestation/nsm-roots.jsonl")
            let own = try #require(roots.first { $0.id == "root" })
            return try X509Certificate(der: Bytes(hex: own.string("certificate")))
        }
    }

    static func verified(_ example: FixtureCase) -> Result<VerifiedNSMDocument, any Error> {
        Result {
            try VerifiedNSMDocument(
                verifying: Bytes(hex: example.string("document")), root: root,
                at: EvidenceTime(milliseconds: UInt64(example.string("now")) ?? 0))
        }
    }
}

extension NSMError {
    /// The layer of the corpus to which the rule belongs.
    var layer: String {
        switch self {
        case .cose, .signature: "cose"
        case .length(.certificate, _, _), .length(.bundle, _, _): "x509"
        case .payload, .map, .missing, .type, .length, .digest, .timestamp, .registerIndex,
            .registerLength:
            "payload"
        case .certificate, .root, .chain, .order, .algorithm, .usage: "x509"
        case .signedBeforeCertificate, .freshness: "freshness"
        case .failed: "library"
        }
    }
}
