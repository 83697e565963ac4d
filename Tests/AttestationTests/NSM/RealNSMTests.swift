import Attestation
import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("NSM documents of real enclaves, under AWS's root")
struct RealNSMTests {
    static let cases = (try? SharedEvidence.cases("nsm/real.jsonl")) ?? []

    @Test(
        "The 13 public documents verify in the lifetime of their certificates, but the two forged")
    func judged() throws {
        var verified = 0
        for example in Self.cases {
            let id = try example.string("name")
            let now = try #require(example.member("now_ms").number)
            guard try example.string("strict") != "reject" else {
                #expect(throws: NSMError.signature, "\(id)") { try Self.verified(example, at: now) }
                continue
            }
            let document = try Self.verified(example, at: now)
            #expect(document.root.isPinned, "\(id)")
            #expect(try document.document.moduleID == example.string("module_id"))
            try Self.compare(document, with: example)
            try Self.window(example)
            verified += 1
        }
        #expect(Self.cases.isEmpty || (Self.cases.count == 13 && verified == 11))
    }

    private static func compare(
        _ document: VerifiedNSMDocument, with example: FixtureCase
    ) throws {
        let id = try example.string("name")
        for (index, digits) in try example.member("pcrs").object ?? [:] {
            #expect(document.document.registers[Int(index) ?? -1]?.digits == digits.string, "\(id)")
        }
        for (name, value) in [
            ("user_data", document.document.userData), ("nonce", document.document.nonce),
            ("public_key", document.document.publicKey),
        ] {
            let expected = try example.member(name).string.map { try Bytes(hex: "0x" + $0) }
            #expect(value == expected, "\(id) \(name)")
        }
        let boot = try #require(document.measuredBoot())
        let hash = try Hash32(hex: "0x" + example.string("os_image_hash"))
        #expect(boot.identity.mrAggregated.value == hash && boot.identity.mrSystem.value == hash)
        let device = try Bytes(hex: "0x" + example.string("device_id_after_pr1302"))
        #expect(boot.identity.deviceID == Known(device, .signed), "\(id)")
        let isDebug = try example.member("debug") == .bool(true)
        #expect(boot.refusals.map(\.code) == (isDebug ? [.debug] : []), "\(id)")
        #expect(boot.findings.map(\.code) == (isDebug ? [.debug] : []), "\(id)")
    }

    /// The first and the last second of the chain, and the ones before and after it.
    private static func window(_ example: FixtureCase) throws {
        let bounds = try example.member("chain_window_ms").array?.compactMap(\.number) ?? []
        let rules = FreshnessRules(oldest: 1 << 40, furthestAhead: 1 << 40)
        for (time, isValid) in [
            (bounds[0], true), (bounds[1], true), (bounds[0] - 1000, false),
            (bounds[1] + 1000, false),
        ] {
            let result = Result { try verified(example, at: time, rules: rules) }
            let isVerified = (try? result.get()) != nil
            #expect(isVerified == isValid, "\(example.value["name"]?.string ?? "")")
        }
    }

    private static func verified(
        _ example: FixtureCase, at time: Int, rules: FreshnessRules = .standard
    ) throws -> VerifiedNSMDocument {
        try VerifiedNSMDocument(
            verifying: SharedEvidence.bytes(example.string("file")),
            root: AWSNitroRoot.certificate(), at: EvidenceTime(milliseconds: UInt64(time)),
            rules: rules)
    }
}
