import Attestation
import Codec
import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("Boots of real TDX guests: quote, log and collateral together")
struct TDXBootTests {
    /// The seconds at which the collateral of February 2026 and the quote's certificates are in force.
    static let now: UInt64 = 1_774_003_274
    static let names = ["v0-quote-report", "v1-quote-report", "v0-quote-report-stripped"]

    @Test("the eleven members are upstream's, each with how it is known")
    func identity() throws {
        for example in try SharedEvidence.cases("containers/containers.jsonl") {
            let name = try example.string("name")
            guard Self.names.contains(name) else { continue }
            let boot = try Self.boot(SharedEvidence.bytes(example.string("file")))
            try Self.compare(boot, with: example.member("expected")["app_info"], name)
        }
    }

    @Test("the report of a guest's agent gives the same boot as its container")
    func quoteReport() throws {
        let text = try SharedEvidence.bytes("tdx/dstack-quote-report.json")
        guard text.count > 0 else { return }
        let container = try AttestationContainer(quoteReport: text)
        let boot = try MeasuredBoot(verifying: container, Self.trust())
        let other = try Self.boot(SharedEvidence.bytes("containers/v0-quote-report.bin"))
        #expect(boot.identity == other.identity)
        #expect(throws: ContainerError.missing("quote")) {
            try AttestationContainer(quoteReport: Bytes(utf8: "{}"))
        }
        #expect(throws: ContainerError.self) {
            try AttestationContainer(quoteReport: text.slice(0..<(text.count / 2)))
        }
    }

    @Test("another log, other report data and missing collateral prove no boot")
    func refused() throws {
        let bytes = try SharedEvidence.bytes("containers/v0-quote-report.bin")
        guard bytes.count > 0 else { return }
        let container = try AttestationContainer(parsing: bytes)
        #expect(throws: EvidenceError.noCollateral) {
            try MeasuredBoot(verifying: container, Self.trust(collateral: nil))
        }
        let hash = try #require(container.log.payload("compose-hash"))
        let altered = Self.replaced(bytes, hash, by: Bytes(repeating: 1, count: 32))
        #expect(throws: EvidenceError.tdx(.log)) { try Self.boot(altered) }
        // The report data stand in the quote first, and behind the events once more.
        let last = bytes.count - container.configuration.utf8.count
        var copy = [UInt8](bytes)
        let place = try #require(
            (0..<last).last { bytes.slice(from: $0).starts(with: container.reportData) })
        copy[place] ^= 1
        #expect(throws: EvidenceError.tdx(.reportData)) { try Self.boot(Bytes(copy)) }
    }

    @Test("containers with the quotes of a TPM are refused by their names")
    func ofTPM() throws {
        for (number, name) in [(UInt8(1), "gcp-tdx"), (4, "aws-nitro-tpm")] {
            #expect(throws: ContainerError.unsupported(name)) {
                try AttestationContainer(parsing: [0, number, 0, 0])
            }
        }
        let snp = try SharedEvidence.bytes("containers/v0-snp.bin")
        guard snp.count > 0 else { return }
        let container = try AttestationContainer(parsing: snp)
        #expect(throws: EvidenceError.unsupported(.snp)) {
            try MeasuredBoot(verifying: container, Self.trust())
        }
    }

    @Test("the four logs give the quoted RTMR3, and mrSystem and mrAggregated, whole and at boot")
    func replays() throws {
        let cases = try SharedEvidence.cases("tdx/rtmr3.jsonl")
        #expect(cases.isEmpty || cases.count == 4)
        for example in cases {
            let name = try example.string("name")
            let container = try AttestationContainer(
                parsing: SharedEvidence.bytes("containers/\(name).bin"))
            guard case .tdx(let bytes, _) = container.evidence else { continue }
            let quote = try TDXQuote(parsing: bytes)
            let guest = try TDXGuest(container.log, configuration: container.configuration)
            #expect(guest.rtmr3 == quote.report.rtmr[3], "\(name)")
            let boot = try #require(guest.boottimeRTMR3)
            #expect(boot.digits == (try example.string("boottime_rtmr3")), "\(name)")
            let measurement = try #require(quote.measurement)
            let atBoot = try #require(quote.measurement(rtmr3: boot))
            let found = [
                "mr_system": measurement.mrSystem(keyProvider: guest.keyProvider),
                "mr_aggregated": measurement.mrAggregated,
                "boottime_mr_system": atBoot.mrSystem(keyProvider: .zero),
                "boottime_mr_aggregated": atBoot.mrAggregated,
            ]
            let expected = try example.member("python")
            for (member, hash) in found {
                #expect(expected[member]?.string.map { "0x" + $0 } == hash.hex, "\(name) \(member)")
            }
        }
    }

    @Test("a platform out of date is told part by part, and one up to date has nothing to mend")
    func outlook() throws {
        guard let item = try Self.cross("automata-v4+june2025-00806f05") else { return }
        let old = try Self.quote(item)
        #expect(old.status == .outOfDate && !old.outlook.shortfalls.isEmpty)
        #expect(old.outlook.shortfalls.allSatisfy { $0.has < $0.needs })
        #expect(old.outlook.presentDate != old.outlook.currentDate)
        #expect(old.bareBoot.findings.contains { $0.code == .tcb && $0.level == .warning })
        let fresh = try Self.quote(
            #require(try Self.cross("dstack-quote-report-v4+feb2026-90c06f")))
        #expect(fresh.status == .upToDate && fresh.outlook.shortfalls.isEmpty)
        #expect(fresh.outlook.presentDate == fresh.outlook.currentDate)
        #expect(fresh.outlook.collateralEnds.seconds > Self.now)
    }

    @Test("the list of revoked platforms counts under the chain that its collateral gives")
    func issuerChain() throws {
        guard let item = try Self.cross("dstack-quote-report-v4+feb2026-90c06f") else { return }
        let text = try SharedEvidence.bytes(item.string("collateral"))
        let whole = try JSONValue(parsing: text)
        let members = try #require(whole.object)
        let other = try #require(whole["tcb_info_issuer_chain"])
        for replacement in [other, .string("")] {
            let changed = members.map { member in
                member.isNamed("pck_crl_issuer_chain")
                    ? JSONMember("pck_crl_issuer_chain", replacement) : member
            }
            let collateral = try TDXCollateral(json: .object(changed))
            #expect(throws: TDXQuoteError.self) { try Self.quote(item, collateral) }
        }
        #expect(throws: TDXQuoteError.self) {
            try TDXCollateral(json: .object(members.filter { !$0.isNamed("pck_crl_issuer_chain") }))
        }
    }

    private static func compare(
        _ boot: MeasuredBoot, with info: FixtureValue?, _ name: String
    ) throws {
        let identity = boot.identity
        let expected: [(String, Bytes, Origin)] = [
            ("app_id", identity.appID.value, identity.appID.origin),
            ("compose_hash", identity.composeHash.value, identity.composeHash.origin),
            ("instance_id", identity.instanceID.value, identity.instanceID.origin),
            ("key_provider_info", identity.keyProviderInfo.value, .replayed),
        ]
        for (member, value, origin) in expected {
            #expect(info?[member]?.string.map { "0x" + $0 } == value.hex, "\(name) \(member)")
            #expect(origin == .replayed, "\(name) \(member)")
        }
        #expect("0x" + (info?["mr_system"]?.string ?? "") == identity.mrSystem.value.hex)
        #expect("0x" + (info?["mr_aggregated"]?.string ?? "") == identity.mrAggregated.value.hex)
        #expect("0x" + (info?["os_image_hash"]?.string ?? "") == identity.osImageHash.value.hex)
        #expect(identity.osImageHash.origin == .claimed && identity.deviceID.origin == .signed)
        let device = "0xea0ba482106a22ecb76b59b95fed32b5cc3a81534b27ee01a25a10a87cca7d03"
        #expect(identity.deviceID.value.hex == device)
        #expect(identity.tcbStatus.value == "UpToDate" && identity.advisoryIDs.value.isEmpty)
        #expect(identity.members.count == 11 && boot.refusals.isEmpty && boot.root.isPinned)
        #expect(boot.findings.contains { $0.code == .timeUnknown })
        // Stripped of its platform's events, a log no longer gives the registers of the platform.
        let isStripped = boot.findings.contains { $0.code == .platformLog }
        #expect(isStripped == name.hasSuffix("stripped"), "\(name)")
    }

    private static func boot(_ bytes: Bytes) throws -> MeasuredBoot {
        try MeasuredBoot(verifying: AttestationContainer(parsing: bytes), trust())
    }

    private static func trust(
        collateral name: String? = "tdx/collateral-feb2026-90c06f.json"
    ) throws -> EvidenceTrust {
        let collateral = try name.map {
            try TDXCollateral(json: JSONValue(parsing: SharedEvidence.bytes($0)))
        }
        return EvidenceTrust(
            nitroRoot: try AWSNitroRoot.certificate(), intelRoot: try IntelRoot.certificate(),
            collateral: collateral, at: EvidenceTime(seconds: now), isReplay: true)
    }

    private static func cross(_ name: String) throws -> FixtureCase? {
        try SharedEvidence.cases("tdx/crosses.jsonl").first { try $0.string("name") == name }
    }

    private static func quote(
        _ item: FixtureCase, _ given: TDXCollateral? = nil
    ) throws -> VerifiedTDXQuote {
        let text = try SharedEvidence.bytes(item.string("collateral"))
        return try VerifiedTDXQuote(
            verifying: SharedEvidence.bytes(item.string("file")),
            collateral: given ?? TDXCollateral(json: JSONValue(parsing: text)),
            root: IntelRoot.certificate(),
            at: EvidenceTime(seconds: UInt64(#require(item.member("now").number))),
            isReplay: true)
    }

    private static func replaced(_ bytes: Bytes, _ part: Bytes, by other: Bytes) -> Bytes {
        var copy = [UInt8](bytes)
        for place in 0...(bytes.count - part.count)
        where bytes.slice(from: place).starts(with: part) {
            copy.replaceSubrange(place..<(place + part.count), with: [UInt8](other))
        }
        return Bytes(copy)
    }
}
