import CurlTransport
import EthereumClient
import Primitives
import TestSupport
import Testing

@Suite("Resources are asked for by GET and made by POST, within the bounds of a call")
struct ResourceTests {
    private func get(
        _ loopback: Loopback, within time: Duration = .seconds(5), limit: Int = 1 << 20
    ) async throws(TransportError) -> String {
        let answer = try await loopback.transport.get(
            deadline: .now.advanced(by: time), responseLimit: limit)
        return String(decoding: Array(answer), as: UTF8.self)
    }

    private func kind(
        of request: () async throws(TransportError) -> some Sendable
    ) async -> TransportError.Kind? {
        do throws(TransportError) {
            _ = try await request()
            return nil
        } catch {
            return error.kind
        }
    }

    @Test("a GET goes out without a body and without its type; the answer's bytes come back")
    func resource() async throws {
        let loopback = try Loopback { _ in LoopbackServer.answer(#"{"nonce":"7"}"#) }
        #expect(try await get(loopback) == #"{"nonce":"7"}"#)
        #expect(try await get(loopback) == #"{"nonce":"7"}"#)
        let request = try #require(loopback.server.requests.first)
        #expect(request.head.hasPrefix("GET /v3/secret-key?token=abc HTTP/1.1\r\n"))
        #expect(request.header("accept") == "application/json" && request.body.isEmpty)
        #expect(request.header("content-type") == nil && request.header("content-length") == nil)
        #expect(loopback.server.connectionCount == 1)
    }

    @Test(
        "a GET of anything but 200 and JSON is an error that keeps the explanation",
        arguments: ["201 Created", "206 Partial Content", "404 Not Found", "429 Too Many Requests"])
    func refusedResource(status: String) async throws {
        let loopback = try Loopback { _ in
            LoopbackServer.answer(#"{"detail":"no"}"#, status: status, headers: ["Retry-After: 3"])
        }
        do throws(TransportError) {
            _ = try await get(loopback)
            Issue.record("an answer came")
        } catch {
            #expect(error.kind == .status(Int(status.prefix(3)) ?? 0))
            #expect(error.body == Bytes(utf8: #"{"detail":"no"}"#))
            #expect(error.retryAfter == .seconds(3))
        }
    }

    @Test("a GET is bounded in size and time, is not redirected and takes JSON alone")
    func bounds() async throws {
        let large = try Loopback { _ in LoopbackServer.answer(String(repeating: " ", count: 4097)) }
        #expect(
            await kind { () throws(TransportError) in try await get(large, limit: 4096) } == .size)
        let page = try Loopback { _ in LoopbackServer.answer("<p>", contentType: "text/html") }
        #expect(await kind { () throws(TransportError) in try await get(page) } == .content)
        let elsewhere = try Loopback { _ in
            LoopbackServer.answer("", status: "301 Moved", headers: ["Location: http://127.0.0.1/"])
        }
        #expect(await kind { () throws(TransportError) in try await get(elsewhere) } == .redirect)
        let silent = try Loopback { _ in [.waitForClose] }
        #expect(
            await kind { () throws(TransportError) in
                try await get(silent, within: .milliseconds(50))
            } == .deadline)
    }

    @Test(
        "what a POST made may be described or not",
        arguments: [
            ("200 OK", "{}", true), ("201 Created", #"{"a":1}"#, true), ("201 Created", "", false),
            ("202 Accepted", "", false),
        ])
    func creation(status: String, body: String, isTyped: Bool) async throws {
        let loopback = try Loopback { _ in
            isTyped
                ? LoopbackServer.answer(body, status: status)
                : [.send(Array("HTTP/1.1 \(status)\r\nContent-Length: 0\r\n\r\n".utf8))]
        }
        let answer = try await loopback.transport.post(
            Bytes(utf8: #"{"to":"0x"}"#), deadline: .now + .seconds(5))
        #expect(answer == Bytes(utf8: body))
        let request = try #require(loopback.server.requests.first)
        #expect(request.head.hasPrefix("POST ") && request.body == #"{"to":"0x"}"#)
    }

    @Test("a POST that made nothing, or says so in no JSON, is an error; so is 201 of a call")
    func refusedCreation() async throws {
        let answers: [(status: String, type: String, kind: TransportError.Kind)] = [
            ("422 Unprocessable", "application/json", .status(422)),
            ("201 Created", "text/html", .content), ("204 No Content", "text/html", .status(204)),
        ]
        for answer in answers {
            let loopback = try Loopback { _ in
                LoopbackServer.answer("{}", status: answer.status, contentType: answer.type)
            }
            let found = await kind { () throws(TransportError) in
                try await loopback.transport.post(Bytes(), deadline: .now + .seconds(5))
            }
            #expect(found == answer.kind, "\(answer.status)")
        }
        let untyped = try Loopback { _ in
            [.send(Array("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}".utf8))]
        }
        let found = await kind { () throws(TransportError) in
            try await untyped.transport.post(Bytes(), deadline: .now + .seconds(5))
        }
        #expect(found == .size)
        let call = try Loopback { _ in LoopbackServer.answer("{}", status: "201 Created") }
        #expect(await call.kind() == .status(201))
    }
}
