import Glibc
import HTTPServer
import Logging
import Synchronization

/// A server on a free port of the loopback interface that records the requests it hands over.
final class TestServer: Sendable {
    let server: HTTPServer
    private let recorder: Recorder

    /// Keeps the requests in the order in which the handler got them.
    private final class Recorder: Sendable {
        let requests = Mutex<[HTTPRequest]>([])
    }

    init(
        _ configuration: HTTPServer.Configuration = .loopback(),
        handler: @escaping HTTPServer.Handler = TestServer.echo,
        refusalResponse: @escaping HTTPServer.RefusalResponse = { refusal, _ in refusal.response }
    ) throws {
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .trace
        let recorder = Recorder()
        self.recorder = recorder
        server = try HTTPServer(configuration, logger: logger, refusalResponse: refusalResponse) {
            request in
            recorder.requests.withLock { $0.append(request) }
            return await handler(request)
        }
    }

    deinit {
        server.stop(within: .milliseconds(50))
    }

    /// Method, target and body, so that a client sees which request was answered.
    static let echo: HTTPServer.Handler = { request in
        let body = String(decoding: request.body, as: UTF8.self)
        return .plainText(200, "\(request.method) \(request.target) \(body)")
    }

    var address: ListenAddress { server.addresses[0] }

    var port: Int {
        guard case .host(_, let port) = address else { return 0 }
        return port
    }

    var requests: [HTTPRequest] { recorder.requests.withLock { $0 } }

    func connect() throws -> RawConnection {
        try RawConnection(to: address)
    }

    /// Sends text on a fresh connection, and the first response.
    func answer(to text: String, headOnly: Bool = false) throws -> RawResponse? {
        let connection = try connect()
        try connection.send(text)
        return try connection.response(headOnly: headOnly)
    }

    /// Waits until the statistics are as told, or for ten seconds.
    func wait(until condition: (HTTPServer.Statistics) -> Bool) -> Bool {
        for _ in 0..<2_000 {
            if condition(server.statistics) { return true }
            usleep(5_000)
        }
        return false
    }
}

extension HTTPServer.Configuration {
    /// A free port of the loopback interface, or the given addresses, with some settings changed.
    /// Deadlines are long unless a test shortens one, because a busy machine is slow.
    static func loopback(
        _ addresses: [ListenAddress] = [.host("127.0.0.1", port: 0)],
        tls: TLSConfiguration? = nil,
        _ change: (inout Self) -> Void = { _ in }
    ) -> Self {
        var configuration = Self(addresses: addresses, tls: tls)
        configuration.deadlines.handshake = .seconds(120)
        configuration.deadlines.head = .seconds(120)
        configuration.deadlines.body = .seconds(120)
        configuration.deadlines.handling = .seconds(120)
        configuration.deadlines.response = .seconds(120)
        configuration.deadlines.idle = .seconds(120)
        change(&configuration)
        return configuration
    }
}
