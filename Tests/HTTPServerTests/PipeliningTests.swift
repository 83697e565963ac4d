import HTTPServer
import Testing

@Suite("Requests of one connection are answered one after the other, in order")
struct PipeliningTests {
    private func get(_ target: String) -> String {
        "GET \(target) HTTP/1.1\r\nhost: a\r\n\r\n"
    }

    private func post(_ target: String, _ body: String) -> String {
        "POST \(target) HTTP/1.1\r\nhost: a\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    @Test("a connection serves one request after the other")
    func keepsAlive() throws {
        let server = try TestServer()
        let connection = try server.connect()
        for number in 0..<100 {
            try connection.send(post("/\(number)", "body \(number)"))
            let response = try #require(try connection.response())
            #expect(response.text == "POST /\(number) body \(number)\n")
            #expect(!response.closes)
        }
        #expect(server.server.statistics.connectionsAccepted == 1)
    }

    @Test("three requests in one piece get three answers in order")
    func threeAtOnce() throws {
        let server = try TestServer()
        let connection = try server.connect()
        try connection.send(get("/1") + post("/2", "two") + get("/3"))
        let texts = try (1...3).map { _ in try connection.response()?.text }
        #expect(texts == ["GET /1 \n", "POST /2 two\n", "GET /3 \n"])
    }

    @Test("ten thousand requests in one stream get their answers in order")
    func tenThousand() throws {
        let server = try TestServer()
        let connection = try server.connect()
        for round in 0..<100 {
            let numbers = (round * 100)..<(round * 100 + 100)
            try connection.send(numbers.map { get("/\($0)") }.joined())
            for number in numbers {
                #expect(try connection.response()?.text == "GET /\(number) \n")
            }
        }
    }

    @Test("the second request waits while the first one is handled")
    func waitsForTheFirst() throws {
        let gate = Gate()
        let server = try TestServer { request in
            if request.path == "/slow" { await gate.pass() }
            return await TestServer.echo(request)
        }
        let connection = try server.connect()
        try connection.send(get("/slow") + get("/fast"))
        #expect(server.wait { $0.requestsInFlight == 1 })
        #expect(try server.answer(to: get("/other"))?.text == "GET /other \n")
        #expect(server.requests.map(\.path) == ["/slow", "/other"])
        gate.open()
        #expect(try connection.response()?.text == "GET /slow \n")
        #expect(try connection.response()?.text == "GET /fast \n")
    }

    @Test("a malformed request behind a good one is refused after the good one's answer")
    func refusesTheSecond() throws {
        let server = try TestServer()
        let connection = try server.connect()
        try connection.send(get("/1") + "GET / HTTP/1.1\n\n" + get("/3"))
        #expect(try connection.response()?.status == 200)
        #expect(try connection.response()?.status == 400)
        #expect(try connection.response() == nil)
        #expect(server.requests.map(\.path) == ["/1"])
    }

    @Test(
        "connection: close and HTTP/1.0 end the connection behind the answer",
        arguments: [
            "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nhost: a\r\nConnection: Close\r\n\r\n",
            "GET / HTTP/1.0\r\n\r\n",
        ])
    func closes(text: String) throws {
        let server = try TestServer()
        let connection = try server.connect()
        try connection.send(text + get("/behind"))
        let response = try #require(try connection.response())
        #expect(response.status == 200)
        #expect(response.statusLine == "HTTP/1.1 200 OK")
        #expect(response.closes)
        #expect(try connection.receiveToEnd(toleratingReset: true).isEmpty)
        #expect(server.requests.count == 1)
    }

    @Test("HTTP/1.0 with keep-alive keeps the connection")
    func keepsAliveHTTP10() throws {
        let server = try TestServer()
        let connection = try server.connect()
        for _ in 0..<2 {
            try connection.send("GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n")
            #expect(try connection.response()?.closes == false)
        }
    }

    @Test("a client that pipelines megabytes gets every answer, and the server holds little")
    func holdsLittle() throws {
        let server = try TestServer(.loopback { $0.limits.bufferedBytes = 200_000 })
        let connection = try server.connect()
        let body = String(repeating: "x", count: 50_000)
        for round in 0..<20 {
            try connection.send(post("/\(round)", body) + post("/\(round)b", "1"))
            #expect(try connection.response()?.body.count == 50_000 + 8 + "\(round)".utf8.count)
            #expect(try connection.response()?.status == 200)
        }
        #expect(server.server.statistics.connectionsEvicted == 0)
    }
}
