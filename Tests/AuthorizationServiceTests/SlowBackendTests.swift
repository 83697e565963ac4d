import Authorization
import AuthorizationService
import Codec
import HTTPServer
import Primitives
import Testing

@Suite("A backend that hangs is a denial, and routes without a boot ask none")
struct SlowBackendTests {
    /// The corpus's backend, which counts its questions and answers after a time, or when nobody
    /// waits any more.
    final class Slow: BootBackend {
        private let backend: FixtureBackend
        private let delay: Duration
        private let asked = SharedLines()

        init(delay: Duration) throws {
            backend = FixtureBackend(
                policy: try #require(try BootServiceTests.policies()["usual"]), state: .chain,
                appImplementation: BootServiceTests.implementation)
            self.delay = delay
        }

        var questions: Int { asked.lines.count }
        var kind: BootRecord.Backend { backend.kind }
        var information: ServiceInformation? { backend.information }
        var missing: [String] { backend.missing }
        var metrics: [MetricLine] { backend.metrics }

        func decide(_ request: BootRequest) async -> BackendAnswer {
            asked.add("decide")
            try? await Task.sleep(for: delay)
            return await backend.decide(request)
        }

        func decideFromMemory(_ boot: AskedBoot) -> BackendAnswer? {
            asked.add("decideFromMemory")
            return nil
        }
    }

    @Test("service.deadline: status 200 and a body that denies, whatever comes later")
    func deadline() async throws {
        var deadlines = HTTPServer.Deadlines()
        deadlines.handling = .milliseconds(100)
        let service = try ListeningService(
            Slow(delay: .seconds(3_600)), deadlines: deadlines)
        for kind in ["app", "kms"] {
            let reply = try await service.ask(
                "POST", "/bootAuth/\(kind)", try BootServiceTests.allowedBody())
            #expect(reply.status == 200)
            #expect(
                reply.body
                    == #"{"isAllowed":false,"reason":"no answer was found in time","gatewayAppId":""}"#
            )
            #expect(reply.fields["dstack-signature"] == nil)
            let metrics = try await service.ask("GET", "/metrics").body
            let line = "{kind=\"\(kind)\",outcome=\"deny\",code=\"service.deadline\"} 1\n"
            #expect(metrics.contains("authd_decisions_total" + line))
        }
    }

    @Test("the same backend is waited for within the deadline")
    func inTime() async throws {
        let service = try ListeningService(Slow(delay: .milliseconds(50)))
        let reply = try await service.ask(
            "POST", "/bootAuth/app", try BootServiceTests.allowedBody())
        #expect(reply.json?["isAllowed"]?.bool == true)
    }

    @Test("C09: GET routes, unknown ones and bodies that are none never ask the backend")
    func asksNobody() async throws {
        let backend = try Slow(delay: .zero)
        let service = try ListeningService(backend)
        let body = try BootServiceTests.allowedBody()
        let rows: [(String, String, Bytes?, status: Int)] = [
            ("GET", "/", nil, 200), ("HEAD", "/", nil, 200), ("GET", "/live", nil, 200),
            ("GET", "/ready", nil, 200), ("GET", "/metrics", nil, 200),
            ("GET", "/bootAuth/app", nil, 404), ("POST", "/", body, 404),
            ("POST", "/bootAuth/app", Bytes(utf8: "{}"), 400),
        ]
        for _ in 0..<5 {
            for (method, path, body, status) in rows {
                #expect(try await service.ask(method, path, body).status == status, "\(path)")
            }
        }
        #expect(backend.questions == 0)
        _ = try await service.ask("POST", "/bootAuth/app", body)
        #expect(backend.questions == 2, "at once, then by a task")
    }
}
