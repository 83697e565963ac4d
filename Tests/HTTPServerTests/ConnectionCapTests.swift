import HTTPServer
import Testing

@Suite("A full server closes the connection that harms least and takes the newcomer")
struct ConnectionCapTests {
    private static let get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n"

    private func full(_ connections: Int, handler: @escaping HTTPServer.Handler = TestServer.echo)
        throws -> TestServer
    {
        try TestServer(
            .loopback {
                $0.limits.connections = connections
                $0.limits.requestsInFlight = connections - 1
                // Long enough that no deadline makes room.
                $0.deadlines.head = .seconds(600)
                $0.deadlines.body = .seconds(600)
                $0.deadlines.idle = .seconds(600)
            }, handler: handler)
    }

    @Test("a thousand slow connections do not lock out a newcomer")
    func thousandSlowConnections() throws {
        let server = try full(500)
        var slow: [RawConnection] = []
        for number in 0..<1_000 {
            let connection = try server.connect()
            try connection.send(
                number.isMultiple(of: 2) ? "GET /" : "POST / HTTP/1.1\r\nhost: a\r\n")
            slow.append(connection)
            if number.isMultiple(of: 100) {
                #expect(try server.answer(to: Self.get)?.status == 200)
            }
        }
        for _ in 0..<100 {
            #expect(try server.answer(to: Self.get)?.status == 200)
        }
        let statistics = server.server.statistics
        #expect(statistics.requestsAnswered == 110)
        #expect(statistics.connectionsOpen <= 500)
        #expect(statistics.connectionsEvicted >= 500)
    }

    @Test("the longest idle connection goes first, and the others stay")
    func closesTheLongestIdle() throws {
        let server = try full(3)
        let connections = try (0..<3).map { _ in
            let connection = try server.connect()
            try connection.send(Self.get)
            _ = try connection.response()
            return connection
        }
        // The first connection is used again, so the second is idle for the longest time.
        try connections[0].send(Self.get)
        _ = try connections[0].response()
        #expect(try server.answer(to: Self.get)?.status == 200)
        #expect(try connections[1].receiveToEnd().isEmpty)
        for connection in [connections[0], connections[2]] {
            try connection.send(Self.get)
            #expect(try connection.response()?.status == 200)
        }
    }

    @Test("an idle connection goes before one that is sending")
    func idleBeforeSending() throws {
        let server = try full(2)
        let sending = try server.connect()
        try sending.send("GET / HTTP/1.1\r\n")
        let idle = try server.connect()
        try idle.send(Self.get)
        _ = try idle.response()
        #expect(try server.answer(to: Self.get)?.status == 200)
        #expect(try idle.receiveToEnd().isEmpty)
        try sending.send("host: a\r\n\r\n")
        #expect(try sending.response()?.status == 200)
    }

    @Test("requests that are being handled are never closed for a newcomer")
    func keepsTheHandled() throws {
        let gate = Gate()
        let server = try full(4) { request in
            if request.path == "/slow" { await gate.pass() }
            return await TestServer.echo(request)
        }
        let handled = try (0..<3).map { _ in
            let connection = try server.connect()
            try connection.send("GET /slow HTTP/1.1\r\nhost: a\r\n\r\n")
            return connection
        }
        #expect(server.wait { $0.requestsInFlight == 3 })
        let slow = try (0..<20).map { _ in
            let connection = try server.connect()
            try connection.send("GET")
            return connection
        }
        #expect(server.wait { $0.connectionsAccepted == 23 && $0.connectionsOpen == 4 })
        gate.open()
        for connection in handled {
            #expect(try connection.response()?.status == 200)
        }
        #expect(slow.count == 20)
    }

    @Test("one request more than may be in flight is 503 and is not handled")
    func overloaded() throws {
        let gate = Gate()
        let server = try TestServer(.loopback { $0.limits.requestsInFlight = 3 }) { request in
            if request.path == "/slow" { await gate.pass() }
            return await TestServer.echo(request)
        }
        let handled = try (0..<3).map { _ in
            let connection = try server.connect()
            try connection.send("GET /slow HTTP/1.1\r\nhost: a\r\n\r\n")
            return connection
        }
        #expect(server.wait { $0.requestsInFlight == 3 })
        let refused = try #require(try server.answer(to: Self.get))
        #expect(refused.status == 503)
        #expect(refused.field("retry-after") == "1")
        #expect(refused.text == "3 requests are being handled; try again\n")
        gate.open()
        for connection in handled {
            #expect(try connection.response()?.status == 200)
        }
        #expect(server.wait { $0.requestsInFlight == 0 })
        #expect(try server.answer(to: Self.get)?.status == 200)
        #expect(server.requests.count == 4)
    }

    @Test("when unfinished requests hold too many bytes, the slowest goes and the newest passes")
    func bufferedBytes() throws {
        let server = try TestServer(
            .loopback {
                $0.limits.bufferedBytes = 1_000_000
                $0.deadlines.body = .seconds(600)
            })
        let head = "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 65000\r\n\r\n"
        let slow = try (0..<30).map { _ in
            let connection = try server.connect()
            try connection.send(head + String(repeating: "a", count: 64_000))
            return connection
        }
        #expect(server.wait { $0.connectionsEvicted >= 15 })
        #expect(try slow[0].receiveToEnd(toleratingReset: true).isEmpty)
        #expect(try server.answer(to: head + String(repeating: "b", count: 65_000))?.status == 200)
        try slow[29].send(String(repeating: "a", count: 1_000))
        #expect(try slow[29].response()?.status == 200)
    }
}
