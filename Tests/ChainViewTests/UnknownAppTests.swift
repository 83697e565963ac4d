import Authorization
import Codec
import Contracts
import CurlTransport
import EthereumClient
import Primitives
import TestSupport
import Testing

@testable import ChainView

@Suite("Apps of unknown code, asked in compatible mode")
struct UnknownAppTests {
    private static let yes = verdict(true, "")

    private static func verdict(_ isAllowed: Bool, _ reason: String) -> JSONValue {
        .string(
            ABI.encode(membersOf: BootVerdict(isAllowed: isAllowed, reason: reason)).hex)
    }

    private func decided(
        _ answers: [JSONValue], quorum: Int = 2, least: EvidenceLevel = .single
    ) async throws -> Decided {
        var policy = TestPolicy()
        policy.app = .code(TestPolicy.runtime("AlwaysAllow", at: TestPolicy.appID))
        let world = TestWorld(policy)
        let nodes = answers.enumerated().map { place, answer in
            let node = TestNode("\(place)", world)
            node.callAnswer = answer
            return node
        }
        let test = try TestView(nodes, quorum: quorum) {
            $0.unknownApps = .asked
            $0.rules.leastEvidence = least
        }
        try await test.view.start()
        return await test.view.decide(TestPolicy.request)
    }

    @Test("M byte-equal answers decide, and the evidence is corroborated")
    func corroborated() async throws {
        let other = UnknownAppTests.verdict(false, "no")
        let decided = try await decided([UnknownAppTests.yes, other, UnknownAppTests.yes])
        #expect(decided.decision.isAllowed && decided.evidence == .corroborated)
        #expect(try DecisionBasis(json: decided.basis.json) == decided.basis)
        let strict = try await self.decided(
            [UnknownAppTests.yes, UnknownAppTests.yes], least: .proved)
        #expect(strict.decision.code == .evidence)
    }

    @Test("R15 R16 call.disagree: altered results and altered reverts decide nothing")
    func disagree() async throws {
        let revert: JSONValue = ["code": 3, "message": "execution reverted"]
        let no = UnknownAppTests.verdict(false, "no")
        let disagreement = try await decided([UnknownAppTests.yes, no, revert])
        #expect(disagreement.decision.code == .callDisagree)
        let refused = try await decided([no, no, UnknownAppTests.yes])
        #expect(refused.decision.reason == "app: no" && refused.decision.code == .contract)
    }

    @Test("R16 call.disagree: reverts are the same only with the same data")
    func revertData() async throws {
        let rows: [(String?, String?, DecisionCode)] = [
            (nil, nil, .appReverted), ("0x", "0x", .appReverted), ("0x01", "0x01", .appReverted),
            ("0x01", "0x02", .callDisagree), ("0x", "0x01", .callDisagree),
            (nil, "0x01", .callDisagree),
        ]
        for (first, second, code) in rows {
            let answers = [first, second].map(UnknownAppTests.revert)
            let decision = try await decided(answers).decision
            #expect(!decision.isAllowed && decision.code == code, "\(answers)")
        }
    }

    @Test("T14 app.reverted: nobody connects to a URL from a contract's revert (EIP-3668)")
    func offchainLookup() async throws {
        let server = try LoopbackServer { _ in LoopbackServer.answer(#"{"data":"0x01"}"#) }
        defer { server.stop() }
        let url = "http://127.0.0.1:\(server.port)"
        for template in ["/{sender}/{data}.json", "/lookup"] {
            let answer = UnknownAppTests.revert(
                UnknownAppTests.offchainLookup(url + template).hex)
            let decision = try await decided([answer, answer]).decision
            #expect(!decision.isAllowed && decision.code == .appReverted)
        }
        #expect(server.connectionCount == 0)
        // It would have been there.
        let transport = try CurlTransport(url: RedactedURL(url + "/lookup"), loop: CurlLoop())
        _ = try await transport.send(
            Bytes(utf8: "{}"), deadline: .now + .seconds(10), responseLimit: 64)
        #expect(server.connectionCount == 1)
    }

    private static func revert(_ data: String?) -> JSONValue {
        guard let data else { return ["code": 3, "message": "execution reverted"] }
        return ["code": 3, "message": "execution reverted", "data": .string(data)]
    }

    /// `OffchainLookup(sender, [url], callData, callbackFunction, extraData)`, which a client of
    /// EIP-3668 answers by asking the URL.
    private static func offchainLookup(_ url: String) -> Bytes {
        func word(_ number: Int) -> Bytes { Hash32(UInt256(UInt64(number))).bytes }
        let text = Bytes(utf8: url)
        let words = (text.count + 31) / 32
        let padding = Bytes(repeating: 0, count: words * 32 - text.count)
        let selector = Keccak256.hash(utf8: "OffchainLookup(address,string[],bytes,bytes4,bytes)")
        let last = 8 + words
        return Bytes(selector.bytes.prefix(4)) + TestPolicy.appID.word.bytes + word(5 * 32)
            + word(last * 32) + Bytes(selector.bytes.prefix(4)) + Bytes(repeating: 0, count: 28)
            + word((last + 1) * 32) + word(1) + word(32) + word(text.count) + text + padding
            + word(0) + word(0)
    }

    @Test("G08 app.reverted, G09 app.gas, G11 app.malformed: denials of that app")
    func ends() async throws {
        let rows: [(JSONValue, DecisionCode)] = [
            (["code": 3, "message": "execution reverted"], .appReverted),
            (["code": -32000, "message": "out of gas"], .appGas),
            (["code": -32000, "message": "invalid opcode: INVALID"], .appGas),
            ("0x", .appMalformed), ("0x01", .appMalformed),
            (
                .string(Hash32(UInt256(UInt64(2))).hex + String(repeating: "0", count: 128)),
                .appMalformed
            ),
            (.string("0x" + String(repeating: "00", count: 70_000)), .appMalformed),
        ]
        for (answer, code) in rows {
            let decided = try await decided([answer, answer])
            #expect(decided.decision.code == code, "\(answer)")
        }
    }

    @Test("G12: an app's words are marked, escaped and cut")
    func words() async throws {
        let no = UnknownAppTests.verdict(
            false, "approved \u{1b}[31m by \u{202e}" + String(repeating: "x", count: 900))
        let decided = try await decided([no, no])
        let reason = decided.decision.reason
        #expect(reason.hasPrefix("app: approved \\u{1b}[31m by \\u{202e}"))
        #expect(reason.utf8.count <= 256 && reason.utf8.allSatisfy { (0x20...0x7e).contains($0) })
        #expect(DecisionReply.body(decided.decision).utf8.count < 512)
    }
}
