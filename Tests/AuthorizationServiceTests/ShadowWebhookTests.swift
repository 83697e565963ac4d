import Authorization
import AuthorizationService
import Codec
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("The old webhook behind its URL, over a real socket")
struct ShadowWebhookTests {
    /// The webhook that a configuration names.
    static func webhook(_ url: String, milliseconds: Int = 20_000) throws -> ShadowWebhook {
        let settings = try ConfigurationTests.read(
            """
            state: s
            mock: {policy: allow-all}
            shadow: {url: "\(url)", milliseconds: \(milliseconds)}
            """)
        return try ShadowWebhook(try #require(settings.shadow))
    }

    @Test("is asked by a KMS's own body where a KMS would ask it: path kept, query swallowing")
    func routes() async throws {
        let server = try LoopbackServer { _ in LoopbackServer.answer(ShadowTests.verdict(true)) }
        defer { server.stop() }
        let body = try BootServiceTests.allowedBody()
        let rows = [
            ("", "/bootAuth/"), ("/", "/bootAuth/"), ("/prefix", "/prefix/bootAuth/"),
            ("/prefix/", "/prefix/bootAuth/"), ("//", "//bootAuth/"),
            ("/p?key=1", "/p?key=1/bootAuth/"), ("/p?key=a%2Fb", "/p?key=a%2Fb/bootAuth/"),
        ]
        for (end, start) in rows {
            let webhook = try Self.webhook("http://kms:secret@127.0.0.1:\(server.port)\(end)")
            for kind in [BootRequest.Kind.app, .kms] {
                let answer = await webhook.ask(kind, body)
                #expect(
                    answer
                        == .verdict(
                            isAllowed: true, reason: "old", gatewayAppID: ShadowTests.gateway))
                let request = try #require(server.requests.last)
                let line = request.head.prefix { $0 != "\r\n" }
                #expect(line == "POST \(start)\(kind.rawValue) HTTP/1.1", "\(end)")
                #expect(request.body.utf8.elementsEqual(body), "\(end)")
                #expect(request.header("content-type") == "application/json")
                #expect(request.header("authorization") == "Basic a21zOnNlY3JldA==")
            }
        }
        #expect(server.requests.count == 2 * rows.count)
    }

    /// What the server does, how long it may take, the answer, and what is told and counted.
    static let ways: [([LoopbackServer.Step], Int, isAllowed: Bool, String?)] = [
        (LoopbackServer.answer(ShadowTests.verdict(true)), 20_000, true, nil),
        (LoopbackServer.answer(ShadowTests.verdict(false)), 20_000, false, "only this one allows"),
        (
            LoopbackServer.answer(ShadowTests.verdict(true, gateway: "x")), 20_000, true, "gateway"
        ),
        ([.waitForClose], 500, false, "no answer"), ([.close], 20_000, false, "no answer"),
        (
            LoopbackServer.answer(ShadowTests.verdict(true), status: "500 No"), 20_000, false,
            "no answer"
        ),
        (
            LoopbackServer.answer(
                "", status: "307 Temporary Redirect", headers: ["Location: http://127.0.0.1:1/"]),
            20_000, false, "no answer"
        ),
    ]

    @Test("counts where it is stricter, a silent one denies, each difference is told and counted")
    func stricter() async throws {
        for (steps, milliseconds, isAllowed, difference) in Self.ways {
            let server = try LoopbackServer { _ in steps }
            defer { server.stop() }
            let told = SharedLines()
            let service = try BootServiceTests.service { parts in
                parts.shadow = try? Self.webhook(
                    "http://127.0.0.1:\(server.port)", milliseconds: milliseconds)
                parts.report = { told.add($0) }
            }
            let reply = try await service.ask(
                "POST", "/bootAuth/app", try BootServiceTests.allowedBody())
            #expect(server.requests.count == 1)
            #expect(reply.json?["isAllowed"]?.bool == isAllowed)
            #expect(reply.fields["dstack-code"] == (isAllowed ? "contract" : "shadow"))
            #expect(told.lines.count == (difference == nil ? 0 : 1))
            let metrics = try await service.ask("GET", "/metrics").body
            #expect(metrics.contains("authd_shadow_differences_total{") == (difference != nil))
            guard let difference else { continue }
            #expect(
                told.lines.first?.hasPrefix("shadow: \(difference); this: true contract ") == true)
            #expect(
                metrics.contains("authd_shadow_differences_total{what=\"\(difference)\"} 1\n"))
        }
    }

    @Test("C15: what it says stands escaped and cut in reports, metrics and replies")
    func escaped() async throws {
        let hostile = #"\u001b[31m\nauthd_ready 1\r\u202e"# + String(repeating: "x", count: 2_000)
        let raw = "\u{1b}[31m\u{202e}"
        let rows: [[LoopbackServer.Step]] = [
            LoopbackServer.answer(
                #"{"isAllowed":false,"reason":"\#(hostile)\#("\u{202e}")","gatewayAppId":""}"#),
            LoopbackServer.answer(
                #"{"isAllowed":true,"reason":"","gatewayAppId":"\#(hostile)"}"#),
            LoopbackServer.answer(raw),
            LoopbackServer.answer(raw, status: "500 " + raw, contentType: raw),
            LoopbackServer.answer("", headers: ["Content-Encoding: " + raw]),
        ]
        for (place, steps) in rows.enumerated() {
            let server = try LoopbackServer { _ in steps }
            defer { server.stop() }
            let told = SharedLines()
            let service = try BootServiceTests.service { parts in
                parts.shadow = try? Self.webhook("http://127.0.0.1:\(server.port)")
                parts.report = { told.add($0) }
            }
            let reply = try await service.ask(
                "POST", "/bootAuth/app", try BootServiceTests.allowedBody())
            let line = try #require(told.lines.first, "\(place)")
            let metrics = try await service.ask("GET", "/metrics").body
            #expect(told.lines.count == 1 && line.utf8.count < 700)
            for text in [line, reply.body] + metrics.split(separator: "\n").map(String.init) {
                #expect(text.utf8.allSatisfy { (0x20...0x7e).contains($0) }, "\(place): \(text)")
            }
            #expect(reply.body.utf8.count < 512)
            #expect(metrics.components(separatedBy: "\nauthd_ready ").count == 2)
        }
    }

    @Test("C15: a label of a metric stands in its quotes, whatever it holds")
    func labels() {
        let rows = [
            ("a b", #"m{l="a b"} 1"#), (#"a"b"#, #"m{l="a\"b"} 1"#), (#"a\b"#, #"m{l="a\\b"} 1"#),
            ("a\nm 2", #"m{l="a\nm 2"} 1"#),
        ]
        for (label, line) in rows {
            #expect(
                MetricLine.text([MetricLine("m", 1, [("l", label)])])
                    == "# TYPE m gauge\n" + line + "\n")
        }
    }
}
