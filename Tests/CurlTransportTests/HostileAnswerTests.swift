import CurlTransport
import EthereumClient
import Primitives
import TestSupport
import Testing

@Suite("What a hostile or broken server sends ends in an error of the right kind, in time")
struct HostileAnswerTests {
    private static func head(_ lines: String...) -> [UInt8] {
        Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    private static let ok = "HTTP/1.1 200 OK"
    private static let json = "Content-Type: application/json"

    @Test("rpc.size: an endless body is cut at the limit; a body of exactly the limit is read")
    func size() async throws {
        let endless = try Loopback { _ in
            [
                .send(Self.head(Self.ok, Self.json, "Transfer-Encoding: chunked")),
                .sendForever(
                    Array("1000\r\n".utf8) + [UInt8](repeating: 32, count: 4096) + [13, 10],
                    pause: .zero),
            ]
        }
        #expect(await endless.kind(limit: 65_536) == .size)
        let body = String(repeating: " ", count: 65_536)
        let exact = try Loopback { _ in LoopbackServer.answer(body) }
        #expect(try await exact.send(limit: 65_536) == body)
        #expect(await exact.kind(limit: 65_535) == .size)
        let announced = try Loopback { _ in
            [.send(Self.head(Self.ok, Self.json, "Content-Length: 99999999999")), .waitForClose]
        }
        #expect(await announced.kind(limit: 65_536) == .size)
    }

    @Test("rpc.size: endless headers are cut; headers below the limit are read")
    func headerSize() async throws {
        let endless = try Loopback { _ in
            [
                .send(Array("HTTP/1.1 200 OK\r\n".utf8)),
                .sendForever(Array("X-A: 1234567\r\n".utf8), pause: .zero),
            ]
        }
        #expect(await endless.kind() == .size)
        let large = try Loopback { _ in
            LoopbackServer.answer("{}", headers: ["X-A: " + String(repeating: "a", count: 15_000)])
        }
        #expect(try await large.send() == "{}")
        let larger = try Loopback { _ in
            LoopbackServer.answer("{}", headers: ["X-A: " + String(repeating: "a", count: 17_000)])
        }
        #expect(await larger.kind() == .size)
    }

    @Test("rpc.deadline: a silent, a dripping and a late server are left at the deadline")
    func deadline() async throws {
        let drip = Self.head(Self.ok, Self.json, "Content-Length: 100000")
        let scripts: [[LoopbackServer.Step]] = [
            [.waitForClose],
            [.send(drip), .sendForever([32], pause: .milliseconds(5))],
            [
                .send(Array("HTTP/1.1 200 OK\r\n".utf8)),
                .sendForever(Array("X: y\r\n".utf8), pause: .milliseconds(20)),
            ],
        ]
        for script in scripts {
            let loopback = try Loopback { _ in script }
            let start = ContinuousClock.now
            #expect(await loopback.kind(within: .milliseconds(250)) == .deadline)
            let taken = ContinuousClock.now - start
            #expect(taken > .milliseconds(240) && taken < .seconds(20), "\(taken)")
        }
        let late = try Loopback { _ in [.pause(.milliseconds(100))] + LoopbackServer.answer("{}") }
        #expect(try await late.send(within: .seconds(3)) == "{}")
        #expect(await late.kind(within: .zero) == .deadline)
        #expect(await late.kind(within: .seconds(-5)) == .deadline)
    }

    @Test("rpc.connect: a closed port is no connection")
    func closedPort() async throws {
        let loopback = try Loopback { _ in LoopbackServer.answer("{}") }
        #expect(try await loopback.send() == "{}")
        let server = try LoopbackServer { _ in [] }
        server.stop()
        let transport = try CurlTransport(
            url: try RedactedURL("http://127.0.0.1:\(server.port)"), loop: try CurlLoop())
        let error = await #expect(throws: TransportError.self) {
            try await transport.send(Bytes(utf8: "{}"), deadline: .now + .seconds(3))
        }
        #expect(error?.kind == .connect)
    }

    @Test(
        "rpc.redirect: never followed, whatever its status", arguments: [301, 302, 303, 307, 308])
    func redirect(status: Int) async throws {
        let target = try LoopbackServer { _ in LoopbackServer.answer("{}") }
        let loopback = try Loopback { _ in
            LoopbackServer.answer(
                "{}", status: "\(status) Moved",
                headers: ["Location: http://127.0.0.1:\(target.port)/"])
        }
        #expect(await loopback.kind() == .redirect)
        #expect(target.connectionCount == 0)
    }

    @Test("rpc.content: a page, no type or an encoding that nobody asked for is refused")
    func content() async throws {
        for type in ["text/html", "text/plain; charset=utf-8", "application/jsonp", "", "json"] {
            let loopback = try Loopback { _ in LoopbackServer.answer("{}", contentType: type) }
            #expect(await loopback.kind() == .content, "\(type)")
        }
        for type in ["application/json", "Application/JSON; charset=UTF-8", "application/json;"] {
            let loopback = try Loopback { _ in LoopbackServer.answer("{}", contentType: type) }
            #expect(try await loopback.send() == "{}", "\(type)")
        }
        for encoding in ["gzip", "br", "zstd", "deflate", "gzip, gzip"] {
            let loopback = try Loopback { _ in
                LoopbackServer.answer("{}", headers: ["Content-Encoding: \(encoding)"])
            }
            #expect(await loopback.kind() == .content, "\(encoding)")
        }
        let identity = try Loopback { _ in
            LoopbackServer.answer("{}", headers: ["Content-Encoding: identity"])
        }
        #expect(try await identity.send() == "{}")
    }

    @Test("rpc.status: the refusal's JSON and Retry-After are kept, a page is not")
    func status() async throws {
        let loopback = try Loopback { _ in
            LoopbackServer.answer(
                #"{"error":1}"#, status: "429 Too Many Requests", headers: ["Retry-After: 7"])
        }
        let error = await #expect(throws: TransportError.self) { try await loopback.send() }
        #expect(error?.kind == .status(429))
        #expect(error?.retryAfter == .seconds(7))
        #expect(error?.body == Bytes(utf8: #"{"error":1}"#))
        let date = try Loopback { _ in
            LoopbackServer.answer(
                "<html>", status: "503 No", headers: ["Retry-After: Fri, 31 Dec 1999 23:59:59 GMT"],
                contentType: "text/html")
        }
        let second = await #expect(throws: TransportError.self) { try await date.send() }
        #expect(second?.kind == .status(503))
        #expect(second?.retryAfter == nil)
        #expect(second?.body == nil)
    }

    @Test("rpc.framing: answers that two parsers could cut differently are refused")
    func framing() async throws {
        let heads: [[UInt8]] = [
            Self.head(Self.ok, Self.json, "Content-Length: 2", "Transfer-Encoding: chunked"),
            Self.head(Self.ok, Self.json, "Content-Length: 2", "Content-Length: 3"),
            Self.head(Self.ok, Self.json, "Content-Length: 2", "Content-Length: 2"),
            Self.head(Self.ok, Self.json, "X-A: 1", " folded: 2", "Content-Length: 2"),
            Self.head(Self.ok, Self.json, "Content-Length: +2"),
            Self.head(Self.ok, Self.json, "Content-Length: 2", "X-A: a\u{1}b"),
            Self.head(Self.ok, Self.json, "Transfer-Encoding: gzip, chunked"),
            Array("SSH-2.0-OpenSSH_9.2\r\n".utf8),
        ]
        for head in heads {
            let loopback = try Loopback { _ in [.send(head + Array("{}".utf8)), .close] }
            let text = String(decoding: head, as: UTF8.self)
            #expect(await loopback.kind() == .framing, "\(text)")
        }
        let chunked = try Loopback { _ in
            [
                .send(Self.head(Self.ok, Self.json, "Transfer-Encoding: chunked")),
                .send(Array("2\r\n{}\r\n0\r\n\r\n".utf8)),
            ]
        }
        #expect(try await chunked.send() == "{}")
    }

    @Test("bytes behind an answer are not the next answer: the connection is given up")
    func excess() async throws {
        // One write: in two, the second could come after the next request, and be its answer.
        let loopback = try Loopback { request in
            let number = "\(request.connection)"
            let first = Self.head(Self.ok, Self.json, "Content-Length: \(number.utf8.count)")
            let second = Self.head(Self.ok, Self.json, "Content-Length: 8")
            return [.send(first + Array(number.utf8) + second + Array("smuggled".utf8))]
        }
        #expect(try await loopback.send() == "1")
        #expect(try await loopback.send() == "2")
    }

    @Test("rpc.closed: an answer that ends early is no answer")
    func closedEarly() async throws {
        let steps: [[LoopbackServer.Step]] = [
            [.close],
            [.send(Self.head(Self.ok, Self.json, "Content-Length: 10") + [123]), .close],
            [
                .send(
                    Self.head(Self.ok, Self.json, "Transfer-Encoding: chunked")
                        + Array("a\r\n{".utf8)), .close,
            ],
        ]
        for script in steps {
            let loopback = try Loopback { _ in script }
            #expect(await loopback.kind() == .closed)
        }
    }

    @Test("an interim answer is not the answer")
    func interim() async throws {
        let loopback = try Loopback { _ in
            [.send(Self.head("HTTP/1.1 103 Early Hints", "Link: </a>"))]
                + LoopbackServer.answer("{}")
        }
        #expect(try await loopback.send() == "{}")
    }
}
