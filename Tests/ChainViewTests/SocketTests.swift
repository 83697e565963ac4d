import Authorization
import Codec
import CurlTransport
import EthereumClient
import Primitives
import TestSupport
import Testing

@testable import ChainView

@Suite("Five operators over real sockets")
struct SocketTests {
    /// What the server of an operator does with every request.
    enum Way: String, CaseIterable, Sendable {
        case honest, drip, redirect, gzip, html, rateLimit, unavailable, bomb, reset
        case badIdentifier, twoResults, alteredHeader

        /// The rule by which its vote is lost.
        var code: DecisionCode? {
            switch self {
            case .honest: nil
            case .drip: .rpcDeadline
            case .redirect: .rpcRedirect
            case .gzip, .html: .rpcContent
            case .rateLimit, .unavailable: .rpcStatus
            case .bomb: .rpcSize
            case .reset: .rpcClosed
            case .badIdentifier: .rpcID
            case .twoResults: .rpcJSON
            case .alteredHeader: .headerHash
            }
        }

        var behaviour: TestNode.Behaviour {
            switch self {
            case .badIdentifier: .altering(.badIdentifier)
            case .twoResults: .altering(.twoResults)
            case .alteredHeader: .altering(.header)
            default: .honest
            }
        }

        func steps(_ text: String) -> [LoopbackServer.Step] {
            switch self {
            case .drip:
                [
                    .send(Array("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".utf8)),
                    .sendForever([0x20], pause: .milliseconds(20)),
                ]
            case .redirect:
                LoopbackServer.answer(
                    text, status: "307 Temporary Redirect",
                    headers: ["Location: http://127.0.0.1:1/"])
            case .gzip: LoopbackServer.answer(text, headers: ["Content-Encoding: gzip"])
            case .html: LoopbackServer.answer("<html></html>", contentType: "text/html")
            case .rateLimit:
                LoopbackServer.answer(
                    "slow down", status: "429 Too Many Requests", headers: ["Retry-After: 9999"],
                    contentType: "text/plain")
            case .unavailable: LoopbackServer.answer("", status: "503 Service Unavailable")
            case .bomb:
                LoopbackServer.answer("\"" + String(repeating: "x", count: 1 << 19) + "\"")
            case .reset: [.close]
            default: LoopbackServer.answer(text)
            }
        }
    }

    /// A view over servers that behave so; servers end with the test.
    private func view(
        _ ways: [Way], quorum: Int, _ servers: inout [LoopbackServer]
    ) throws -> TestView {
        let world = TestWorld()
        let loop = try CurlLoop()
        var nodes: [TestNode] = []
        var transports: [any Transport] = []
        for (place, way) in ways.enumerated() {
            let node = TestNode("\(place)", world, way.behaviour)
            let server = try LoopbackServer { request in
                way.steps(node.answer((try? JSONValue(parsing: request.body)) ?? .null))
            }
            servers.append(server)
            nodes.append(node)
            transports.append(
                try CurlTransport(
                    url: RedactedURL("http://127.0.0.1:\(server.port)"), loop: loop))
        }
        return try TestView(
            nodes, quorum: quorum, transports: transports, timeout: .milliseconds(400))
    }

    @Test(
        "T01 rpc.size, T02 T11 rpc.content, T03 rpc.deadline, T07 rpc.id, T10 rpc.redirect, rpc.status",
        arguments: Way.allCases)
    func alone(way: Way) async throws {
        var servers: [LoopbackServer] = []
        defer { for server in servers { server.stop() } }
        let test = try view([way], quorum: 1, &servers)
        try await test.view.start()
        let decision = await test.view.decide(TestPolicy.request).decision
        #expect(decision.isAllowed == (way.code == nil))
        #expect(decision.code == way.code ?? .contract)
    }

    @Test("A sample of all assignments: allowed with three honest of five, else denied")
    func sample() async throws {
        var random = SeededRandom(seed: 2026)
        for _ in 0..<12 {
            var ways = (0..<5).map { _ in Way.allCases.randomElement(using: &random) ?? .honest }
            if Bool.random(using: &random) {
                ways.replaceSubrange(0..<3, with: [.honest, .honest, .honest])
                ways.shuffle(using: &random)
            }
            var servers: [LoopbackServer] = []
            defer { for server in servers { server.stop() } }
            let test = try view(ways, quorum: 3, &servers)
            try await test.view.start()
            let decided = await test.view.decide(TestPolicy.request)
            let isServed = ways.count { $0 == .honest } >= 3
            #expect(decided.decision.isAllowed == isServed, "\(ways): \(decided.decision.reason)")
            #expect(decided.evidence == .proved)
        }
    }
}
