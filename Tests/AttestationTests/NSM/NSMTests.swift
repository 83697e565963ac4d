import Attestation
import Codec
import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("NSM documents: a strict verifier's answer to each")
struct NSMTests {
    static let cases = (try? Fixtures.cases("attestation/nsm.jsonl")) ?? []

    @Test("All 182 documents are there: those to accept, to refuse and to decide")
    func counts() {
        var counts: [String: Int] = [:]
        for example in Self.cases {
            counts[example.value["strict"]?.string ?? "?", default: 0] += 1
        }
        #expect(Self.cases.count == 182)
        #expect(counts == NSMExpectation.counts, "\(counts)")
    }

    @Test("A document is accepted, or refused in the layer that is at fault", arguments: cases)
    func judged(example: FixtureCase) throws {
        let expectation = try NSMExpectation(example)
        switch (expectation.isAccepted, NSMExpectation.verified(example)) {
        case (true, .success(let document)):
            #expect(!document.root.isPinned)
            #expect(document.chain.certificates.count == document.document.bundle.count + 1)
        case (false, .failure(let failure)):
            let error = try #require(failure as? NSMError)
            #expect(expectation.layer == error.layer, "\(example.id): \(error)")
            #expect(error.description.utf8.allSatisfy { (0x20...0x7e).contains($0) })
        case (true, .failure(let error)): Issue.record("\(example.id) refused: \(error)")
        case (false, .success): Issue.record("\(example.id) accepted")
        }
    }

    @Test("A document of a debug enclave verifies, and no key may be released on it")
    func debug() throws {
        let boot = try #require(try Self.verified("ok-debug-pcrs-zero").measuredBoot())
        #expect(boot.refusals.map(\.code) == [.debug])
        let honest = try #require(try Self.verified("ok-baseline").measuredBoot())
        #expect(honest.refusals.isEmpty)
        #expect(honest.findings.map(\.code).contains(.otherRoot))
        #expect(try Self.verified("ok-one-pcr").measuredBoot() == nil)
    }

    @Test("What the guest claims must be what its registers say")
    func claims() throws {
        let document = try Self.verified("ok-baseline")
        let measurement = try #require(document.measurement)
        let app = Bytes(repeating: 0x11, count: 20)
        let right = try #require(
            document.measuredBoot(
                claims: NitroClaims(osImageHash: measurement.osImageHash.bytes, appID: app)))
        #expect(right.refusals.isEmpty && right.identity.appID == Known(app, .claimed))
        #expect(right.identity.composeHash == Known(measurement.osImageHash.bytes, .signed))
        let wrong = try #require(
            document.measuredBoot(
                claims: NitroClaims(osImageHash: Bytes(repeating: 7, count: 32), appID: app)))
        #expect(wrong.refusals.map(\.code) == [.claimDiffers])
        #expect(wrong.identity.osImageHash == right.identity.osImageHash)
        let names = [
            "teeVariant", "mrAggregated", "osImageHash", "mrSystem", "appId", "composeHash",
            "instanceId", "deviceId", "keyProviderInfo", "tcbStatus", "advisoryIds",
        ]
        #expect(right.identity.request.object?.map(\.name) == names)
        #expect(right.identity.request["appId"]?.string == String(repeating: "11", count: 20))
    }

    @Test("AWS's root is the pinned one")
    func pinned() throws {
        let root = try AWSNitroRoot.certificate()
        #expect(SHA256.hash(root.der) == AWSNitroRoot.fingerprint)
        #expect(root.subjectText.contains("CN=aws.nitro-enclaves"))
    }

    private static func verified(_ id: String) throws -> VerifiedNSMDocument {
        let example = try #require(cases.first { $0.id == id })
        return try NSMExpectation.verified(example).get()
    }
}
