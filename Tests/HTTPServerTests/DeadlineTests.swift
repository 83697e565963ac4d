import HTTPServer
import Testing

@Suite("Each phase of a connection has a deadline that single bytes do not prolong")
struct DeadlineTests {
    private static let get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n"
    private static let short = Duration.milliseconds(200)

    /// Sends a byte of the text every 20 ms until the server answers or closes; how many were sent.
    private func drip(_ text: String, into connection: RawConnection) throws -> Int {
        for (number, byte) in text.utf8.enumerated() {
            guard (try? connection.send([byte])) != nil else { return number }
            connection.pause(milliseconds: 20)
            if connection.isReadable { return number }
        }
        return text.utf8.count
    }

    @Test("slow clients have as long as the threat list says")
    func defaults() {
        let deadlines = HTTPServer.Deadlines()
        #expect(deadlines.head == .seconds(2))
        #expect(deadlines.body == .seconds(2))
        #expect(deadlines.handshake == .seconds(5))
        #expect(HTTPServer.Configuration(addresses: []).deadlines.head == deadlines.head)
    }

    @Test("a new connection that says nothing is closed without an answer")
    func silentConnection() throws {
        let server = try TestServer(.loopback { $0.deadlines.head = Self.short })
        let connection = try server.connect()
        #expect(try connection.receiveToEnd().isEmpty)
        #expect(server.server.statistics.connectionsExpired == 1)
    }

    @Test("a head that drips is 408 at the deadline")
    func drippingHead() throws {
        let server = try TestServer(.loopback { $0.deadlines.head = Self.short })
        let connection = try server.connect()
        let sent = try drip("GET /" + String(repeating: "a", count: 200), into: connection)
        #expect(sent < 100)
        let response = try #require(try connection.response())
        #expect(response.status == 408)
        #expect(response.closes)
    }

    @Test("a body that drips is 408 at the deadline")
    func drippingBody() throws {
        let server = try TestServer(.loopback { $0.deadlines.body = Self.short })
        let connection = try server.connect()
        try connection.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n")
        let sent = try drip(String(repeating: "a", count: 200), into: connection)
        #expect(sent < 100)
        #expect(try connection.response()?.status == 408)
    }

    @Test("head and body within their deadlines pass, although both together take longer")
    func slowButInTime() throws {
        let server = try TestServer(
            .loopback {
                $0.deadlines.head = .milliseconds(800)
                $0.deadlines.body = .milliseconds(800)
            })
        let connection = try server.connect()
        connection.pause(milliseconds: 400)
        try connection.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\na")
        connection.pause(milliseconds: 500)
        try connection.send("b")
        #expect(try connection.response()?.status == 200)
    }

    @Test("an idle connection is closed at its deadline, which the request's phases do not have")
    func idleConnection() throws {
        let server = try TestServer(
            .loopback {
                $0.deadlines.idle = .milliseconds(400)
                $0.deadlines.head = .milliseconds(100)
            })
        let connection = try server.connect()
        try connection.send(Self.get)
        #expect(try connection.response()?.status == 200)
        // Longer than a head may take, shorter than a connection may idle.
        connection.pause(milliseconds: 200)
        try connection.send(Self.get)
        #expect(try connection.response()?.status == 200)
        #expect(try connection.receiveToEnd().isEmpty)
        #expect(server.server.statistics.connectionsExpired == 1)
    }

    @Test("the first byte of a second request begins the head's deadline")
    func secondHead() throws {
        let server = try TestServer(.loopback { $0.deadlines.head = Self.short })
        let connection = try server.connect()
        try connection.send(Self.get)
        #expect(try connection.response()?.status == 200)
        try connection.send("GET ")
        #expect(try connection.response()?.status == 408)
    }

    @Test("a handler that is too late is cancelled, the client gets 503, its answer is dropped")
    func slowHandler() throws {
        let gate = Gate()
        let server = try TestServer(.loopback { $0.deadlines.handling = Self.short }) { request in
            if request.path == "/slow" { await gate.pass() }
            return .plainText(200, Task.isCancelled ? "cancelled" : "in time")
        }
        let connection = try server.connect()
        try connection.send("GET /slow HTTP/1.1\r\nhost: a\r\n\r\n")
        let response = try #require(try connection.response())
        #expect(response.status == 503)
        #expect(response.text == "no answer was found in time\n")
        #expect(try connection.receiveToEnd().isEmpty)
        #expect(server.server.statistics.requestsInFlight == 1)
        gate.open()
        #expect(server.wait { $0.requestsInFlight == 0 })
        #expect(try server.answer(to: Self.get)?.text == "in time\n")
    }

    @Test("a client that does not take its response is closed")
    func slowReader() throws {
        let server = try TestServer(.loopback { $0.deadlines.response = Self.short }) { _ in
            HTTPResponse(status: 200, body: [UInt8](repeating: 0x61, count: 20_000_000))
        }
        let connection = try RawConnection(to: server.address, receiveBuffer: 4_096)
        try connection.send(Self.get)
        #expect(server.wait { $0.connectionsExpired == 1 && $0.connectionsOpen == 0 })
        #expect(try connection.receiveToEnd(toleratingReset: true).count < 20_000_000)
    }

    @Test("a client that takes a large response in time gets all of it")
    func largeResponse() throws {
        let server = try TestServer { _ in
            HTTPResponse(status: 200, body: [UInt8](repeating: 0x61, count: 20_000_000))
        }
        let connection = try server.connect()
        try connection.send("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        let received = try connection.receiveToEnd()
        #expect(received.count > 20_000_000)
        #expect(received.suffix(20_000_000).allSatisfy { $0 == 0x61 })
    }

    @Test("a client that never closes behind a refusal is closed")
    func lingering() throws {
        let server = try TestServer(.loopback { $0.deadlines.linger = Self.short })
        let connection = try server.connect()
        try connection.send("GET / HTTP/1.1\n\n")
        #expect(try connection.response()?.status == 400)
        #expect(server.wait { $0.connectionsOpen == 0 })
    }
}
