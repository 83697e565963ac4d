import Attestation
import Codec
import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("TDX quotes of real platforms, under Intel's root")
struct TDXQuoteTests {
    /// The answer to one line of the data.
    enum Answer: Equatable {
        case verified(TCBStatus, [String])
        case refused
    }

    @Test("The 16 quotes are read field by field; the one of SGX and the one with more are refused")
    func fields() throws {
        let cases = try SharedEvidence.cases("tdx/quotes.jsonl")
        #expect(cases.isEmpty || cases.count == 16)
        for item in cases {
            let id = try item.string("name")
            let bytes = try SharedEvidence.bytes(item.string("file"))
            let expected = try item.member("python")
            guard expected["version"]?.number != 3 else {
                #expect(throws: TDXQuoteError.version(3), "\(id)") {
                    try TDXQuote(parsing: bytes)
                }
                continue
            }
            // A text of Google's test stands behind this one; what is not of the quote is refused.
            guard id != "google-spr-e4-v4" else {
                #expect(throws: TDXQuoteError.trailing(offset: 4935)) {
                    try TDXQuote(parsing: bytes)
                }
                continue
            }
            let quote = try TDXQuote(parsing: bytes)
            #expect(Int(quote.version) == expected["version"]?.number, "\(id)")
            TDXQuoteTests.compare(quote.report, with: expected["td"], id)
        }
    }

    @Test("Every quote with collateral gets the status of Intel's rule, or is refused")
    func collateral() throws {
        let quotes = try SharedEvidence.cases("tdx/quotes.jsonl").filter { item in
            item.value["collateral"]?.string != nil
        }
        let crosses = try SharedEvidence.cases("tdx/crosses.jsonl")
        #expect(crosses.isEmpty || (quotes.count == 5 && crosses.count == 17))
        for item in quotes + crosses {
            let id = try item.string("name")
            // dcap-qvl verifies SGX's quotes, too; here version 3 is refused.
            let isSGX = id.contains("sgx")
            let oracle = try item.member("results")["dcap_qvl_0_7_1"]?["verify"]
            var expected = Answer.refused
            if oracle?["ok"]?.bool == true, !isSGX {
                let status = try #require(TCBStatus(rawValue: oracle?["status"]?.string ?? ""))
                let list = oracle?["advisory_ids"]?.array?.compactMap(\.string) ?? []
                expected = .verified(status, list)
            }
            #expect(try TDXQuoteTests.answer(item) == expected, "\(id)")
        }
    }

    @Test("The 67 lines of malformed quotes and collateral are answered as a strict verifier does")
    func malformed() throws {
        let cases = try SharedEvidence.cases("tdx/malformed.jsonl")
        #expect(cases.isEmpty || cases.count == 67)
        for item in cases {
            let id = try item.string("name")
            let answer = try TDXQuoteTests.answer(item)
            switch (try item.string("strict"), id) {
            case ("accept", _), ("policy", "trailing-zeroes"):
                #expect(answer == .verified(.upToDate, []), "\(id)")
            default: #expect(answer == .refused, "\(id)")
            }
        }
    }

    @Test("Another root than Intel's verifies nothing of Intel's")
    func otherRoot() throws {
        guard let item = try SharedEvidence.cases("tdx/quotes.jsonl").first else { return }
        let pem = try SharedEvidence.bytes("roots/nsm-test-root.pem")
        let root = try X509Certificate(pem: pem)
        #expect(throws: TDXQuoteError.self) { try TDXQuoteTests.verified(item, root: root) }
    }

    /// The answer to a line: a guest under which nobody is trusted counts as refused.
    static func answer(_ item: FixtureCase) throws -> Answer {
        do {
            let verified = try verified(item, root: IntelRoot.certificate())
            guard verified.refusals.isEmpty else { return .refused }
            return .verified(verified.status, verified.advisories)
        } catch is TDXQuoteError {
            return .refused
        }
    }

    private static func verified(
        _ item: FixtureCase, root: X509Certificate
    ) throws -> VerifiedTDXQuote {
        let text = try SharedEvidence.bytes(item.string("collateral"))
        let collateral = try TDXCollateral(json: JSONValue(parsing: text))
        let now = try #require(item.member("now").number)
        return try VerifiedTDXQuote(
            verifying: SharedEvidence.bytes(item.string("file")), collateral: collateral,
            root: root, at: EvidenceTime(seconds: UInt64(now)), isReplay: true)
    }

    private static func compare(_ report: TDReport, with expected: FixtureValue?, _ id: String) {
        let found: [String: String] = [
            "tee_tcb_svn": report.tcb.hex, "mr_seam": report.mrSeam.bytes.hex,
            "mr_signer_seam": report.mrSignerSeam.bytes.hex,
            "seam_attributes": report.seamAttributes.hex, "xfam": report.xfam.hex,
            "mr_td": report.mrTD.bytes.hex, "mr_config_id": report.configurationID.bytes.hex,
            "mr_owner": report.owner.bytes.hex,
            "mr_owner_config": report.ownerConfiguration.bytes.hex,
            "rt_mr0": report.rtmr[0].bytes.hex, "rt_mr1": report.rtmr[1].bytes.hex,
            "rt_mr2": report.rtmr[2].bytes.hex, "rt_mr3": report.rtmr[3].bytes.hex,
            "report_data": report.reportData.hex,
        ]
        for (name, value) in found {
            #expect(expected?[name]?.string.map { "0x" + $0 } == value, "\(id): \(name)")
        }
    }
}
