import Attestation
import Codec
import Cryptography
import KeyRelease
import Primitives
import TestSupport
import Testing

@Suite("Requests for keys")
struct ReleaseRequestTests {
    static let app = try? Address(hex: "0x1111111111111111111111111111111111111111")

    @Test("what is written is read, and an unknown or malformed member refuses the whole")
    func members() throws {
        let app = try #require(Self.app)
        let proof = ReleaseRequest.Proof(nonce: [1], signature: [2])
        let requests = [
            ReleaseRequest(app: app, instance: Bytes(), evidence: [1, 2]),
            ReleaseRequest(
                app: app, instance: Bytes(repeating: 3, count: 20), evidence: [1, 2],
                publicKey: [4], proof: proof),
        ]
        for request in requests {
            #expect(try ReleaseRequest(body: request.json.serializedBytes(.compact)) == request)
        }
        let text = "\"appId\":\"\(app.bytes.hex)\",\"evidence\":\"0x01\""
        for more in [
            "\"more\":1", "\"nonce\":\"0x01\"", "\"signature\":\"0x01\"", "\"publicKey\":7",
            "\"instanceId\":\"0x01\"",
        ] {
            #expect(throws: ReleaseRefusal.self, "\(more)") {
                try ReleaseRequest(body: Bytes(utf8: "{\(text),\(more)}"))
            }
        }
        #expect(throws: ReleaseRefusal.self) { try ReleaseRequest(body: Bytes(utf8: "[]")) }
    }

    @Test("a certificate without evidence, or that is none, is refused by name")
    func certificates() throws {
        let root = try AWSNitroRoot.certificate()
        let trust = EvidenceTrust(
            nitroRoot: root, intelRoot: try IntelRoot.certificate(),
            at: EvidenceTime(seconds: 1_780_000_000))
        let app = try #require(Self.app)
        for evidence in [root.der, [0x30, 0x03, 0x02, 0x01, 0x00]] {
            let request = ReleaseRequest(app: app, instance: Bytes(), evidence: evidence)
            do throws(ReleaseRefusal) {
                _ = try AttestedRequest(verifying: request, trust)
                Issue.record("released")
            } catch {
                #expect(error.rule == .evidence, "\(error)")
            }
        }
    }

    @Test(
        "each document is refused by the first rule that it breaks",
        arguments: [
            ("ok-baseline", nil, 0, ReleaseRefusal.Rule.keyMissing),
            ("ok-debug-pcrs-zero", nil, 0, .debug),
            ("ok-one-pcr", nil, 0, .refused),
            ("bad-payload-bitflip", nil, 0, .evidence),
            ("ok-baseline", nil, 301, .stale),
            // Its key is the one that the request names, and of no kind.
            ("ok-all-optional-present", true, 0, .keyForm),
            ("ok-all-optional-present", false, 0, .keyOther),
        ])
    func documents(
        id: String, isKeyNamed: Bool?, later: UInt64, rule: ReleaseRefusal.Rule
    ) throws {
        let cases = try Fixtures.cases("attestation/nsm.jsonl")
        let example = try #require(cases.first { $0.id == id })
        let roots = try Fixtures.cases("attestation/nsm-roots.jsonl")
        let root = try X509Certificate(
            der: Bytes(hex: #require(roots.first { $0.id == "root" }).string("certificate")))
        let signed = EvidenceTime(milliseconds: try #require(UInt64(example.string("now"))))
        let rules = FreshnessRules(oldest: 300, furthestAhead: 300)
        let document = try Bytes(hex: example.string("document"))
        var key: Bytes?
        if let isKeyNamed {
            let verified = try VerifiedNSMDocument(verifying: document, root: root, at: signed)
            let own = try #require(verified.document.publicKey)
            key = isKeyNamed ? own : own + [0]
        }
        let trust = EvidenceTrust(
            nitroRoot: root, intelRoot: root,
            at: EvidenceTime(milliseconds: signed.milliseconds + later * 1000), rules: rules)
        let request = ReleaseRequest(
            app: try #require(Self.app), instance: Bytes(), evidence: document, publicKey: key)
        var found: ReleaseRefusal.Rule?
        do throws(ReleaseRefusal) { _ = try AttestedRequest(verifying: request, trust) } catch {
            found = error.rule
        }
        #expect(found == rule)
    }
}
