import HTTPServer
import Testing

@Suite("A peer that closes or vanishes gets what it is due and costs nothing further")
struct HalfCloseTests {
    private static let get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n"

    @Test("a client that closes its side behind the request is answered")
    func answersAfterHalfClose() throws {
        let gate = Gate()
        let server = try TestServer { request in
            await gate.pass()
            return await TestServer.echo(request)
        }
        let connection = try server.connect()
        try connection.send(Self.get)
        connection.finishSending()
        #expect(server.wait { $0.requestsInFlight == 1 })
        gate.open()
        let response = try #require(try connection.response())
        #expect(response.status == 200)
        #expect(try connection.receiveToEnd().isEmpty)
        #expect(server.wait { $0.connectionsOpen == 0 })
    }

    @Test("pipelined requests in front of a half-close are all answered")
    func answersPipelined() throws {
        let server = try TestServer()
        let connection = try server.connect()
        try connection.send(Self.get + Self.get + Self.get)
        connection.finishSending()
        for _ in 0..<3 {
            #expect(try connection.response()?.status == 200)
        }
        #expect(try connection.response() == nil)
    }

    @Test(
        "a half-close within a head or a body is 400",
        arguments: [
            "GET / HT", "GET / HTTP/1.1\r\nhost: a\r\n",
            "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nab",
        ])
    func refusesTheIncomplete(text: String) throws {
        let server = try TestServer()
        let connection = try server.connect()
        try connection.send(text)
        connection.finishSending()
        #expect(try connection.response()?.status == 400)
        #expect(try connection.receiveToEnd().isEmpty)
        #expect(server.requests.isEmpty)
    }

    @Test("a close without a request is a close")
    func closesSilently() throws {
        let server = try TestServer()
        let connection = try server.connect()
        connection.finishSending()
        #expect(try connection.receiveToEnd().isEmpty)
        #expect(server.wait { $0.connectionsOpen == 0 })
        #expect(server.server.statistics.requestsRefused == 0)
    }

    @Test("a reset while the request is handled cancels the handler, and its answer is dropped")
    func cancelsOnReset() throws {
        let gate = Gate()
        let server = try TestServer { request in
            await gate.pass()
            return .plainText(Task.isCancelled ? 500 : 200, "")
        }
        do {
            let connection = try server.connect()
            try connection.send(Self.get)
            #expect(server.wait { $0.requestsInFlight == 1 })
            connection.reset()
        }
        #expect(server.wait { $0.connectionsOpen == 0 })
        #expect(server.server.statistics.requestsInFlight == 1)
        gate.open()
        #expect(server.wait { $0.requestsInFlight == 0 })
        #expect(server.server.statistics.requestsAnswered == 0)
        #expect(try server.answer(to: Self.get)?.status == 200)
    }
}
