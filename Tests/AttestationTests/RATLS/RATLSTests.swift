import Attestation
import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("RA-TLS certificates")
struct RATLSTests {
    static let cases = (try? SharedEvidence.cases("ratls/ratls.jsonl")) ?? []
    /// Those whose extensions dstack's reader refuses, and the app id of 19 bytes.
    static let malformed: Set<String> = [
        "p4-attestation-not-octet-string", "p5-attestation-empty", "p7-app-id-19-bytes",
        "p8-usage-invalid-utf8", "p9-usage-utf8string", "p11-attestation-octet-trailing",
    ]

    @Test("The 30 certificates are read as dstack reads them, and the binding is of their key")
    func extensions() throws {
        #expect(Self.cases.isEmpty || Self.cases.count == 30)
        for item in Self.cases {
            let id = try item.string("name")
            let certificate = try RATLSTests.certificate(item)
            guard !Self.malformed.contains(id) else {
                #expect(throws: RATLSError.self, "\(id)") { try RATLSCertificate(certificate) }
                continue
            }
            let read = try RATLSCertificate(certificate)
            #expect(read.reportData.hex == "0x" + (try item.string("ratls_report_data")), "\(id)")
            guard let upstream = item.value["upstream"] else { continue }
            let app = upstream["app_id"]?.string.map { "0x" + $0 }
            #expect(read.appID?.hex == app, "\(id)")
            let usages: [String: RATLSUsage] = [
                "kms:rpc": .kms, "app:ca": .appAuthority, "app:custom": .app,
            ]
            #expect(read.usage == upstream["special_usage"]?.string.flatMap { usages[$0] }, "\(id)")
        }
    }

    @Test("An attestation counts for the key that it is bound to, and for no other")
    func binding() throws {
        for item in Self.cases {
            guard let now = item.value["now_ms"]?.number else { continue }
            let id = try item.string("name")
            let root = try X509Certificate(pem: SharedEvidence.bytes("roots/nsm-test-root.pem"))
            let time = EvidenceTime(milliseconds: UInt64(now))
            let read = try RATLSCertificate(RATLSTests.certificate(item))
            switch try item.string("strict") {
            case "accept":
                let boot = try read.boot(root: root, at: time)
                #expect(boot.refusals.isEmpty && !boot.root.isPinned, "\(id)")
            case "reject":
                #expect(throws: RATLSError.self, "\(id)") { try read.boot(root: root, at: time) }
            default:
                // Either no boot, or one that says what is against it or what nobody says.
                guard let boot = try? read.boot(root: root, at: time) else { continue }
                let isIncomplete = boot.identity.appID.origin == .absent
                let isWithoutConfiguration = id.hasPrefix("n08")
                #expect(
                    !boot.refusals.isEmpty || isIncomplete || isWithoutConfiguration, "\(id)")
            }
        }
    }

    private static func certificate(_ item: FixtureCase) throws -> X509Certificate {
        try X509Certificate(der: SharedEvidence.bytes(item.string("file")))
    }
}
