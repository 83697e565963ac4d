import Foundation
import HTTPServer
import Logging
import Testing

@Suite("A server listens where it is told, or says why it cannot")
struct ListenTests {
    private static let get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n"

    private func temporaryPath() -> String {
        NSTemporaryDirectory() + "http-\(UUID().uuidString.prefix(8)).sock"
    }

    @Test("IPv4, IPv6 and a Unix domain socket serve the same handler")
    func listensEverywhere() throws {
        let path = temporaryPath()
        let server = try TestServer(
            .loopback([
                .host("127.0.0.1", port: 0), .host("::1", port: 0), .unixDomainSocket(path: path),
            ]))
        #expect(server.server.addresses.count == 3)
        for address in server.server.addresses {
            let connection = try RawConnection(to: address)
            try connection.send(Self.get)
            #expect(try connection.response()?.status == 200)
        }
        let peers = server.requests.map(\.peer)
        guard case .ip("127.0.0.1", let port)? = peers.first else {
            Issue.record("\(peers) does not begin with the IPv4 peer")
            return
        }
        #expect(port > 0)
        #expect(peers.map(\.description)[1].hasPrefix("[::1]:"))
        #expect(peers.last == .unixDomainSocket)
        server.server.stop(within: .seconds(1))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("a port that the system chose is reported")
    func reportsThePort() throws {
        let server = try TestServer()
        #expect(server.port > 0)
        #expect(server.address.description == "127.0.0.1:\(server.port)")
    }

    @Test("a Unix domain socket is for its owner only, and a left-over file is replaced")
    func socketFile() throws {
        let path = temporaryPath()
        for permissions in [0o600, 0o660] {
            let server = try TestServer(
                .loopback([.unixDomainSocket(path: path)]) {
                    $0.socketPermissions = UInt32(permissions)
                })
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == permissions)
            #expect(server.address == .unixDomainSocket(path: path))
        }
    }

    @Test("a port that is taken is an error that names the address")
    func portTaken() throws {
        let server = try TestServer()
        let error = #expect(throws: HTTPServerError.self) {
            try TestServer(.loopback([.host("127.0.0.1", port: 0), server.address]))
        }
        #expect(error?.description.contains("cannot listen on \(server.address)") == true)
    }

    @Test("the port of a stopped server can be taken at once")
    func reusesTheAddress() throws {
        let first = try TestServer()
        let connection = try first.connect()
        try connection.send(Self.get)
        _ = try connection.response()
        first.server.stop(within: .seconds(1))
        let second = try TestServer(.loopback([first.address]))
        #expect(try second.answer(to: Self.get)?.status == 200)
    }

    static let invalid:
        [(name: String, change: @Sendable (inout HTTPServer.Configuration) -> Void)] = [
            ("addresses", { $0.addresses = [] }),
            ("limits.headBytes", { $0.limits.headBytes = 0 }),
            ("limits.headFields", { $0.limits.headFields = -1 }),
            ("limits.bodyBytes", { $0.limits.bodyBytes = 1 << 31 }),
            ("limits.connections", { $0.limits.connections = 0 }),
            ("limits.requestsInFlight", { $0.limits.requestsInFlight = 1_024 }),
            ("limits.bufferedBytes", { $0.limits.bufferedBytes = 1_000 }),
            ("limits.backlog", { $0.limits.backlog = 0 }),
            ("deadlines.head", { $0.deadlines.head = .zero }),
            ("deadlines.idle", { $0.deadlines.idle = .seconds(86_401) }),
        ]

    @Test("a setting that makes no sense is refused by its name", arguments: invalid.map(\.name))
    func refusesSettings(name: String) throws {
        let change = try #require(Self.invalid.first { $0.name == name }?.change)
        let error = #expect(throws: HTTPServerError.self) {
            try TestServer(.loopback { change(&$0) })
        }
        #expect(error?.description.contains(name) == true)
    }

    @Test("more connections than descriptors are allowed is an error that says what to do")
    func tooFewDescriptors() {
        let error = #expect(throws: HTTPServerError.self) {
            try TestServer(.loopback { $0.limits.connections = 1 << 30 })
        }
        #expect(error?.description.contains("ulimit -Hn") == true)
    }
}
