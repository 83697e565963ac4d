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
}
