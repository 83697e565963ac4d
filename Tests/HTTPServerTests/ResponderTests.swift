import Glibc
import HTTPServer
import Logging
import Synchronization
import Testing

@Suite("A request may be answered at once, later, from any thread, and is answered once")
struct ResponderTests {
    private static let get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n"

    private func server(
        _ handler: @escaping HTTPServer.RespondingHandler
    ) throws -> (HTTPServer, port: ListenAddress) {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = try HTTPServer(.loopback(), logger: logger, respondingHandler: handler)
        return (server, server.addresses[0])
    }

    @Test("4,000 pipelined requests that are answered at once are answered in their order")
    func answersAtOnce() throws {
        let (server, address) = try server { request, responder in
            responder.answer(.plainText(200, request.path))
            return nil
        }
        defer { server.stop(within: .seconds(1)) }
        let connection = try RawConnection(to: address)
        for batch in 0..<8 {
            let numbers = batch * 500..<(batch + 1) * 500
            try connection.send(
                numbers.map { "GET /\($0) HTTP/1.1\r\nhost: a\r\n\r\n" }.joined())
            for number in numbers {
                #expect(try connection.response()?.text == "/\(number)\n")
            }
        }
        #expect(server.statistics.requestsAnswered == 4_000)
        #expect(server.statistics.requestsInFlight == 0)
    }

    @Test("requests of many connections are answered by a thread that answers them together")
    func answersTogether() throws {
        let waiting = Mutex<[(String, HTTPResponder)]>([])
        let (server, address) = try server { request, responder in
            waiting.withLock { $0.append((request.path, responder)) }
            return nil
        }
        defer { server.stop(within: .seconds(1)) }
        let connections = try (0..<20).map { number in
            let connection = try RawConnection(to: address)
            try connection.send("GET /\(number) HTTP/1.1\r\nhost: a\r\n\r\n")
            return connection
        }
        while waiting.withLock({ $0.count }) < connections.count { usleep(1_000) }
        for (path, responder) in waiting.withLock({ $0 }) {
            responder.answer(.plainText(200, path))
        }
        for (number, connection) in connections.enumerated() {
            #expect(try connection.response()?.text == "/\(number)\n")
        }
    }

    @Test("only the first answer counts, and the connection goes on behind it")
    func answersOnce() throws {
        let (server, address) = try server { _, responder in
            responder.answer(.plainText(200, "first"))
            responder.answer(.plainText(200, "second"))
            return nil
        }
        defer { server.stop(within: .seconds(1)) }
        let connection = try RawConnection(to: address)
        for _ in 0..<3 {
            try connection.send(Self.get)
            #expect(try connection.response()?.text == "first\n")
        }
        #expect(server.statistics.requestsAnswered == 3)
    }

    @Test("a request that is given up without an answer gets 500")
    func answersWhatIsGivenUp() throws {
        let (server, address) = try server { _, _ in nil }
        defer { server.stop(within: .seconds(1)) }
        let connection = try RawConnection(to: address)
        try connection.send(Self.get)
        #expect(try connection.response()?.status == 500)
        #expect(server.statistics.requestsInFlight == 0)
    }
}
