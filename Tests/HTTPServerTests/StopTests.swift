import Testing

@testable import HTTPServer

@Suite("A stop finishes what was taken and closes the rest")
struct StopTests {
    private static let get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n"
    private static let slow = "GET /slow HTTP/1.1\r\nhost: a\r\n\r\n"

    /// A server whose handler waits at a gate for `/slow`.
    private func server(_ gate: Gate) throws -> TestServer {
        try TestServer { request in
            if request.path == "/slow" { await gate.pass() }
            return await TestServer.echo(request)
        }
    }

    /// Runs the stop beside the test, because it blocks until it is done.
    private func stop(
        _ server: TestServer, within limit: Duration
    ) -> Background<HTTPServer.StopReport> {
        Background { server.server.stop(within: limit) }
    }

    @Test("20 of 20 busy connections are answered and closed, idle ones are closed at once")
    func finishesTheBusy() throws {
        let gate = Gate()
        let server = try server(gate)
        let busy = try (0..<20).map { _ in
            let connection = try server.connect()
            try connection.send(Self.slow)
            return connection
        }
        let idle = try (0..<20).map { _ in
            let connection = try server.connect()
            try connection.send(Self.get)
            _ = try connection.response()
            return connection
        }
        #expect(server.wait { $0.requestsInFlight == 20 })
        let stop = stop(server, within: .seconds(10))
        for connection in idle {
            #expect(try connection.receiveToEnd().isEmpty)
        }
        #expect(throws: RawConnection.Failure.self) { try server.connect() }
        gate.open()
        for connection in busy {
            let response = try #require(try connection.response())
            #expect(response.text == "GET /slow \n")
            #expect(response.closes)
            #expect(try connection.receiveToEnd().isEmpty)
        }
        #expect(
            stop.wait()
                == HTTPServer.StopReport(closedConnections: 0, abandonedRequests: 0))
    }

    @Test("a request whose first bytes have arrived is finished")
    func finishesTheBegun() throws {
        let server = try server(Gate())
        let idle = try server.connect()
        try idle.send(Self.get)
        _ = try idle.response()
        let begun = try server.connect()
        try begun.send("GET / HTTP/1.1\r\n")
        let second = try server.connect()
        try second.send(Self.get)
        _ = try second.response()
        try second.send("POST /second HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\na")
        #expect(server.wait { $0.connectionsOpen == 3 })
        // The server has read these bytes once it answers a later connection.
        #expect(try server.answer(to: Self.get)?.status == 200)
        let stop = stop(server, within: .seconds(10))
        // An idle connection is closed when the stop has begun.
        #expect(try idle.receiveToEnd().isEmpty)
        try begun.send("host: a\r\n\r\n")
        #expect(try begun.response()?.closes == true)
        try second.send("b")
        #expect(try second.response()?.text == "POST /second ab\n")
        #expect(stop.wait().closedConnections == 0)
    }

    @Test("what is not finished within the limit is cancelled, closed and reported")
    func abortsTheLate() throws {
        let gate = Gate()
        let server = try server(gate)
        let connections = try (0..<3).map { _ in
            let connection = try server.connect()
            try connection.send(Self.slow)
            return connection
        }
        #expect(server.wait { $0.requestsInFlight == 3 })
        let report = server.server.stop(within: .milliseconds(100))
        #expect(report == HTTPServer.StopReport(closedConnections: 3, abandonedRequests: 3))
        for connection in connections {
            #expect(try connection.receiveToEnd(toleratingReset: true).isEmpty)
        }
        gate.open()
        #expect(server.wait { $0.requestsInFlight == 0 })
    }

    @Test("a handler that outlives its connection is waited for")
    func waitsForHandlers() throws {
        let gate = Gate()
        let server = try server(gate)
        do {
            let connection = try server.connect()
            try connection.send(Self.slow)
            #expect(server.wait { $0.requestsInFlight == 1 })
            connection.reset()
        }
        #expect(server.wait { $0.connectionsOpen == 0 })
        let stop = stop(server, within: .seconds(10))
        gate.open()
        #expect(stop.wait().abandonedRequests == 0)
        #expect(server.server.statistics.requestsInFlight == 0)
    }

    @Test("a slow client does not hold up a stop beyond its deadline")
    func slowClient() throws {
        let server = try TestServer(.loopback { $0.deadlines.head = .milliseconds(200) })
        let connection = try server.connect()
        try connection.send("GET")
        #expect(server.wait { $0.connectionsOpen == 1 })
        #expect(server.server.stop(within: .seconds(10)).closedConnections == 0)
        #expect(try connection.response()?.status == 408)
    }

    @Test("a second stop gets the first one's report")
    func stopsOnce() throws {
        let server = try server(Gate())
        #expect(try server.answer(to: Self.get)?.status == 200)
        let report = server.server.stop(within: .seconds(1))
        #expect(server.server.stop(within: .seconds(1)) == report)
    }
}
