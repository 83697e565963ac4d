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
        "p2-legacy-quote-only", "p3-legacy-eventlog-gzip", "p12-legacy-garbage-quote",
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
            #expect(
                read.attestation.map { String($0.reportData.hex.dropFirst(2)) }
                    == upstream["attestation"]?["report_data"]?.string, "\(id)")
            try RATLSTests.compare(read.attestation?.log, upstream["attestation"], id)
            try RATLSTests.compare(read, upstream["app_info"], id)
        }
    }

    /// The events of an attestation, in whatever extensions it stands.
    private static func compare(_ log: EventLog?, _ upstream: FixtureValue?, _ id: String) throws {
        let expected = upstream?["runtime_events"]?.array ?? []
        #expect((log?.events.count ?? 0) == expected.count, "\(id)")
        for (event, stated) in zip(log?.events ?? [], expected) {
            #expect(event.name == stated["event"]?.string, "\(id)")
            let digest = RegisterBank.sha384.digest(of: event.preimage).hex
            #expect(String(digest.dropFirst(2)) == stated["sha384"]?.string, "\(id)")
        }
    }

    /// What the signer says of the boot.
    private static func compare(
        _ certificate: RATLSCertificate, _ upstream: FixtureValue?, _ id: String
    ) throws {
        guard let upstream, !upstream.isNull else {
            #expect(try certificate.appInfo() == nil, "\(id)")
            return
        }
        guard upstream["err"] == nil else {
            #expect(throws: RATLSError.self, "\(id)") { try certificate.appInfo() }
            return
        }
        let info = try #require(try certificate.appInfo())
        let members = [
            ("app_id", info.appID), ("compose_hash", info.composeHash),
            ("instance_id", info.instanceID), ("device_id", info.deviceID.bytes),
            ("mr_system", info.mrSystem.bytes), ("mr_aggregated", info.mrAggregated.bytes),
            ("os_image_hash", info.osImageHash), ("key_provider_info", info.keyProviderInfo),
        ]
        for (name, value) in members {
            #expect(String(value.hex.dropFirst(2)) == upstream[name]?.string, "\(id): \(name)")
        }
        #expect(info.initScriptHashes.count == upstream["init_script_hashes"]?.array?.count)
    }

    @Test("An attestation counts for the key that it is bound to, and for no other")
    func binding() throws {
        for item in Self.cases {
            guard let now = item.value["now_ms"]?.number else { continue }
            let id = try item.string("name")
            let root = try X509Certificate(pem: SharedEvidence.bytes("roots/nsm-test-root.pem"))
            let trust = EvidenceTrust(
                nitroRoot: root, intelRoot: root, at: EvidenceTime(milliseconds: UInt64(now)))
            let read = try RATLSCertificate(RATLSTests.certificate(item))
            switch try item.string("strict") {
            case "accept":
                let boot = try read.boot(trust)
                #expect(boot.refusals.isEmpty && !boot.root.isPinned, "\(id)")
            case "reject":
                #expect(throws: RATLSError.self, "\(id)") { try read.boot(trust) }
            default:
                // Either no boot, or one that says what is against it or what nobody says.
                guard let boot = try? read.boot(trust) else { continue }
                let isIncomplete = boot.identity.appID.origin == .absent
                let isWithoutConfiguration = id.hasPrefix("n08")
                #expect(
                    !boot.refusals.isEmpty || isIncomplete || isWithoutConfiguration, "\(id)")
            }
        }
    }

    @Test("The 21 certificates of the corpus are read and judged without anything beside the clone")
    func corpus() throws {
        let cases = try Fixtures.cases("attestation/certificates.jsonl")
        #expect(cases.count == 21)
        let roots = try Fixtures.cases("attestation/nsm-roots.jsonl")
        let root = try X509Certificate(
            der: Bytes(hex: #require(roots.first { $0.id == "root" }).string("certificate")))
        for item in cases {
            let certificate = try X509Certificate(der: Bytes(hex: item.string("certificate")))
            let strict = try item.string("strict")
            guard strict != "malformed" else {
                #expect(throws: RATLSError.self, "\(item.id)") { try RATLSCertificate(certificate) }
                continue
            }
            let read = try RATLSCertificate(certificate)
            #expect(read.reportData.hex == (try item.string("reportData")), "\(item.id)")
            let now = item.value["now"]?.string.flatMap { UInt64($0) } ?? 0
            let trust = EvidenceTrust(
                nitroRoot: root, intelRoot: root, at: EvidenceTime(milliseconds: now))
            switch strict {
            case "no evidence":
                #expect(read.appID?.hex == item.value["appId"]?.string, "\(item.id)")
                #expect(throws: RATLSError.absent, "\(item.id)") { try read.boot(trust) }
            case "accept": #expect(try read.boot(trust).refusals.isEmpty, "\(item.id)")
            case "reject":
                #expect(throws: RATLSError.self, "\(item.id)") { try read.boot(trust) }
            default: #expect((try? read.boot(trust))?.root.isPinned != true, "\(item.id)")
            }
        }
    }

    private static func certificate(_ item: FixtureCase) throws -> X509Certificate {
        try X509Certificate(der: SharedEvidence.bytes(item.string("file")))
    }
}
