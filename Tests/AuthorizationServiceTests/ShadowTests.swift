import Authorization
import AuthorizationService
import Codec
import EthereumClient
import HTTPServer
import Primitives
import TestSupport
import Testing

@Suite("Beside the old webhook, the stricter answer counts")
struct ShadowTests {
    /// A webhook that gives one answer.
    struct Answering: Transport {
        let answer: String?

        func send(
            _ request: Bytes, deadline: ContinuousClock.Instant, responseLimit: Int
        ) async throws(TransportError) -> Bytes {
            guard let answer else { throw TransportError(.deadline, detail: "") }
            return Bytes(utf8: answer)
        }
    }

    static let gateway = "0x9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a"

    static func verdict(_ isAllowed: Bool, gateway: String = gateway) -> String {
        #"{"isAllowed":\#(isAllowed),"reason":"old","gatewayAppId":"\#(gateway)"}"#
    }

    /// What ours says, what the other says, the answer, its rule, and what is counted.
    static let table: [(String, String?, Bool, String, String?)] = [
        ("usual", verdict(true), true, "contract", nil),
        ("usual", verdict(false), false, "shadow", "only this one allows"),
        ("usual", verdict(true, gateway: "other"), true, "contract", "gateway"),
        ("usual", nil, false, "shadow", "no answer"),
        ("usual", "rubbish", false, "shadow", "no answer"),
        ("usual", #"{"fault":"x"}"#, false, "shadow", "no answer"),
        ("nothing allowed", verdict(true), false, "contract", "only the other allows"),
        ("nothing allowed", verdict(false), false, "contract", nil),
    ]

    @Test("neither can allow alone, and each difference is counted", arguments: table)
    func stricter(
        policy: String, other: String?, isAllowed: Bool, code: String, counted: String?
    ) async throws {
        let transport = Answering(answer: other)
        let service = try BootServiceTests.service(policy) { parts in
            parts.shadow = ShadowWebhook(
                app: transport, kms: transport, timeout: .seconds(1))
        }
        let reply = try await service.ask(
            "POST", "/bootAuth/app", try BootServiceTests.allowedBody())
        #expect(reply.json?["isAllowed"]?.bool == isAllowed)
        #expect(reply.fields["dstack-code"] == code)
        let metrics = try await service.ask("GET", "/metrics").body
        let line = counted.map { "authd_shadow_differences_total{what=\"\($0)\"} 1\n" }
        #expect(metrics.contains(line ?? "authd_log_records 1\n"))
        #expect(metrics.contains("authd_shadow_differences_total{") == (counted != nil))
        let record = try #require(try service.records().first)
        #expect(throws: Never.self) { try BootRecord(repeating: record) }
    }
}
