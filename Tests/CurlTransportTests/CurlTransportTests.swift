import CurlTransport
import EthereumClient
import Primitives
import TestSupport
import Testing

/// A server, and a transport to it.
struct Loopback {
    let server: LoopbackServer
    let transport: CurlTransport

    init(
        _ configuration: CurlConfiguration = CurlConfiguration(),
        script: @escaping @Sendable (LoopbackServer.Request) -> [LoopbackServer.Step]
    ) throws {
        server = try LoopbackServer(script)
        transport = try CurlTransport(
            url: try RedactedURL("http://127.0.0.1:\(server.port)/v3/secret-key?token=abc"),
            configuration: configuration, loop: try CurlLoop())
    }

    /// Sends a request and gives the answer's text.
    func send(
        _ text: String = "{}", within time: Duration = .seconds(5), limit: Int = 1 << 20
    ) async throws(TransportError) -> String {
        let answer = try await transport.send(
            Bytes(utf8: text), deadline: .now.advanced(by: time), responseLimit: limit)
        return String(decoding: Array(answer), as: UTF8.self)
    }

    /// The kind of error that a request ends with.
    func kind(within time: Duration = .seconds(5), limit: Int = 1 << 20) async
        -> TransportError.Kind?
    {
        do throws(TransportError) {
            _ = try await send(within: time, limit: limit)
            return nil
        } catch {
            return error.kind
        }
    }
}

@Suite("A request goes out whole and its answer comes back")
struct CurlTransportTests {
    @Test("the request is a POST of JSON to path and query; the answer's bytes come back")
    func roundTrip() async throws {
        let loopback = try Loopback { request in LoopbackServer.answer(request.body + "é") }
        #expect(try await loopback.send(#"{"a":1}"#) == #"{"a":1}é"#)
        let request = try #require(loopback.server.requests.first)
        #expect(request.head.hasPrefix("POST /v3/secret-key?token=abc HTTP/1.1\r\n"))
        #expect(request.header("content-type") == "application/json")
        #expect(request.header("accept") == "application/json")
        #expect(request.header("expect") == nil)
        #expect(request.header("authorization") == nil)
        #expect(request.header("accept-encoding") == nil)
    }

    @Test("requests one after the other share a connection")
    func reuse() async throws {
        let loopback = try Loopback { request in LoopbackServer.answer(request.body) }
        for index in 0..<20 { #expect(try await loopback.send("\(index)") == "\(index)") }
        #expect(loopback.server.connectionCount == 1)
        #expect(loopback.server.requests.count == 20)
    }

    @Test("a hundred requests at once are each answered with their own answer")
    func concurrency() async throws {
        // A busy machine may take longer over a hundred connections than users should wait for one.
        var patient = CurlConfiguration()
        patient.connectTimeout = .seconds(60)
        let loopback = try Loopback(patient) { request in
            [.pause(.milliseconds(5))] + LoopbackServer.answer(request.body)
        }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<100 {
                group.addTask {
                    try await loopback.send("\(index)", within: .seconds(60)) == "\(index)"
                }
            }
            for try await isOwn in group { #expect(isOwn) }
        }
    }

    @Test("a connection that the server closed in between is made again")
    func closedBetween() async throws {
        let loopback = try Loopback { request in LoopbackServer.answer(request.body) + [.close] }
        for index in 0..<5 { #expect(try await loopback.send("\(index)") == "\(index)") }
        #expect(loopback.server.connectionCount == 5)
    }

    @Test("several transports share one thread; each keeps to its own server")
    func sharedLoop() async throws {
        let servers = try (0..<3).map { number in
            try LoopbackServer { _ in LoopbackServer.answer("\(number)") }
        }
        let loop = try CurlLoop()
        for (number, server) in servers.enumerated() {
            let transport = try CurlTransport(
                url: try RedactedURL("http://localhost:\(server.port)"), loop: loop)
            let answer = try await transport.send(Bytes(utf8: "{}"), deadline: .now + .seconds(5))
            #expect(answer == Bytes(utf8: "\(number)"))
        }
    }

    @Test("a request body of a mebibyte arrives whole")
    func largeRequest() async throws {
        let loopback = try Loopback { request in LoopbackServer.answer("\(request.body.utf8.count)")
        }
        let text = String(repeating: "x", count: 1 << 20)
        #expect(try await loopback.send(text) == "1048576")
    }
}
