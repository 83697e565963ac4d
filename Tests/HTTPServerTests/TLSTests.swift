import COpenSSL
import HTTPServer
import Testing

@Suite("TLS is agreed with who deserves it and ended cleanly")
struct TLSTests {
    private static let get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n"
    private static let getAndClose = "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"

    private func configuration(
        _ change: (inout HTTPServer.Configuration) -> Void = { _ in }
    ) throws -> HTTPServer.Configuration {
        try .loopback(tls: .test(), change)
    }

    @Test(
        "the KMS's request is served with TLS 1.2 and 1.3",
        arguments: [(TLS1_2_VERSION, "TLSv1.2"), (TLS1_3_VERSION, "TLSv1.3")])
    func serves(version: Int32, name: String) throws {
        let server = try TestServer(configuration())
        let client = try server.tlsClient {
            $0.versions = version...version
            $0.protocols = ["http/1.1"]
        }
        try client.handshake()
        #expect(client.version == name)
        #expect(client.agreedProtocol == "http/1.1")
        try client.send(KMSRequestTests.post("/bootAuth/app"))
        #expect(try client.response()?.status == 200)
        #expect(server.requests.first?.body == Array(KMSRequestTests.body.utf8))
        #expect(server.requests.first?.peerCertificate == nil)
    }

    @Test("TLS 1.1 is refused with an alert")
    func refusesOldVersions() throws {
        let server = try TestServer(configuration())
        let client = try server.tlsClient {
            $0.versions = TLS1_1_VERSION...TLS1_1_VERSION
            $0.ciphers = "DEFAULT@SECLEVEL=0"
        }
        #expect(throws: TLSClient.Failure.tls("tlsv1 alert protocol version")) {
            try client.handshake()
        }
        #expect(server.wait { $0.handshakesFailed == 1 && $0.connectionsOpen == 0 })
    }

    @Test(
        "a cipher without forward secrecy or authenticated encryption is refused",
        arguments: ["AES128-SHA", "AES128-GCM-SHA256", "ECDHE-ECDSA-AES128-SHA256"])
    func refusesCiphers(cipher: String) throws {
        let server = try TestServer(configuration())
        let client = try server.tlsClient {
            $0.versions = TLS1_2_VERSION...TLS1_2_VERSION
            $0.ciphers = cipher
        }
        // OpenSSL 3.0 names the alert with SSL 3's prefix, later ones with that of TLS.
        let error = #expect(throws: TLSClient.Failure.self) { try client.handshake() }
        guard case .tls(let reason)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.hasSuffix("alert handshake failure"))
    }

    @Test(
        "HTTP/1.1 is chosen from the protocols that a client offers",
        arguments: [([], ""), (["http/1.1"], "http/1.1"), (["h2", "http/1.1"], "http/1.1")])
    func choosesTheProtocol(offers: [String], agreed: String) throws {
        let server = try TestServer(configuration())
        let client = try server.tlsClient { $0.protocols = offers }
        try client.handshake()
        #expect(client.agreedProtocol == agreed)
    }

    @Test(
        "a client that speaks other protocols only is refused", arguments: [["h2"], ["http/1.10"]])
    func refusesProtocols(offers: [String]) throws {
        let server = try TestServer(configuration())
        let client = try server.tlsClient { $0.protocols = offers }
        #expect(throws: TLSClient.Failure.tls("tlsv1 alert no application protocol")) {
            try client.handshake()
        }
    }

    @Test("a handshake that arrives byte by byte is agreed")
    func byteByByte() throws {
        let server = try TestServer(configuration())
        let response = try server.tlsAnswer(to: Self.get) { $0.pieceLength = 1 }
        #expect(response?.status == 200)
    }

    @Test("a stalled handshake is closed at its deadline", arguments: [0, 1, 50])
    func stalledHandshake(bytes: Int) throws {
        let server = try TestServer(configuration { $0.deadlines.handshake = .milliseconds(200) })
        let connection = try server.connect()
        // The beginning of a ClientHello of 256 bytes.
        let hello: [UInt8] =
            [0x16, 3, 1, 1, 4, 1, 0, 1, 0, 3, 3] + [UInt8](repeating: 7, count: 39)
        try connection.send(Array(hello.prefix(bytes)))
        #expect(try connection.receiveToEnd().isEmpty)
        #expect(server.server.statistics.connectionsExpired == 1)
    }

    @Test("plain HTTP on a TLS port is closed without an answer in plain text")
    func plainHTTP() throws {
        let server = try TestServer(configuration())
        let connection = try server.connect()
        try connection.send(Self.get)
        let answer = try connection.receiveToEnd(toleratingReset: true)
        #expect(!String(decoding: answer, as: UTF8.self).contains("HTTP"))
        #expect(server.server.statistics.handshakesFailed == 1)
        #expect(server.requests.isEmpty)
    }

    @Test("the limits and deadlines of plain HTTP hold")
    func limits() throws {
        let server = try TestServer(
            configuration {
                $0.limits.bodyBytes = 10
                $0.deadlines.head = .milliseconds(200)
            })
        let large = "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 11\r\n\r\n"
        #expect(try server.tlsAnswer(to: large)?.status == 413)
        #expect(try server.tlsAnswer(to: "GET / HTT")?.status == 408)
        #expect(try server.tlsAnswer(to: "GET / HTTP/1.1\n")?.status == 400)
    }

    @Test(
        "the server ends a connection with close_notify",
        arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
    func closeNotify(version: Int32) throws {
        let server = try TestServer(configuration())
        let client = try server.tlsClient { $0.versions = version...version }
        try client.handshake()
        try client.send(Self.getAndClose)
        // Without the close_notify the client reports a truncation.
        let response = String(decoding: try client.receiveToEnd(), as: UTF8.self)
        #expect(response.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(response.hasSuffix("GET / \n"))
    }

    @Test("a client that says close_notify behind its request is answered")
    func halfClose() throws {
        let gate = Gate()
        let server = try TestServer(configuration()) { request in
            await gate.pass()
            return await TestServer.echo(request)
        }
        let client = try server.tlsClient()
        try client.handshake()
        try client.send(Self.get)
        try client.sendCloseNotify()
        #expect(server.wait { $0.requestsInFlight == 1 })
        gate.open()
        let response = String(decoding: try client.receiveToEnd(), as: UTF8.self)
        #expect(response.contains("connection: close"))
        #expect(response.hasSuffix("GET / \n"))
        #expect(server.wait { $0.connectionsOpen == 0 })
    }

    @Test("a request that is cut off is not handled", arguments: [true, false])
    func truncation(withCloseNotify: Bool) throws {
        let server = try TestServer(configuration())
        let client = try server.tlsClient()
        try client.handshake()
        try client.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nab")
        if withCloseNotify {
            try client.sendCloseNotify()
        }
        client.connection.finishSending()
        #expect(try client.response()?.status == 400)
        #expect(server.wait { $0.connectionsOpen == 0 })
        #expect(server.requests.isEmpty)
    }

    @Test("a request of 8 MB and a response of 20 MB pass whole")
    func largeMessages() throws {
        let server = try TestServer(configuration { $0.limits.bodyBytes = 8_000_000 }) { request in
            HTTPResponse(status: 200, body: [UInt8](repeating: request.body[0], count: 20_000_000))
        }
        let client = try server.tlsClient()
        try client.handshake()
        try client.send(
            "POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 8000000\r\n\r\n")
        try client.send(String(repeating: "z", count: 8_000_000))
        let bytes = try client.receiveToEnd()
        #expect(server.requests.first?.body.count == 8_000_000)
        #expect(bytes.count > 20_000_000)
        #expect(bytes.suffix(20_000_000).allSatisfy { $0 == UInt8(ascii: "z") })
    }

    @Test("the close_notify reaches clients that take their responses slowly")
    func closeNotifyToSlowReaders() throws {
        let server = try TestServer(configuration()) { request in
            let size = Int(request.path.dropFirst()) ?? 0
            return HTTPResponse(status: 200, body: [UInt8](repeating: 0x61, count: size))
        }
        var random = SplitMix64(seed: 1)
        for _ in 0..<16 {
            let size = Int.random(in: 2_000_000..<8_000_000, using: &random)
            let connection = try RawConnection(to: server.address, receiveBuffer: 2_048)
            let client = try TLSClient(connection, TLSClient.Settings())
            try client.handshake()
            try client.send("GET /\(size) HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
            var count = 0
            while true {
                // A response without close_notify is a truncation, which throws.
                let bytes = try client.receive()
                if bytes.isEmpty { break }
                count += bytes.count
                if Int.random(in: 0..<50, using: &random) == 0 {
                    connection.pause(milliseconds: 2)
                }
            }
            #expect(count > size)
        }
    }

    @Test("a client that does not take its response is closed at the deadline")
    func slowReader() throws {
        let server = try TestServer(configuration { $0.deadlines.response = .milliseconds(200) }) {
            _ in
            HTTPResponse(status: 200, body: [UInt8](repeating: 0x61, count: 20_000_000))
        }
        let client = try server.tlsClient()
        try client.handshake()
        try client.send(Self.get)
        #expect(server.wait { $0.connectionsExpired == 1 && $0.connectionsOpen == 0 })
    }

    @Test("renegotiation is refused")
    func refusesRenegotiation() throws {
        let server = try TestServer(configuration())
        let client = try server.tlsClient { $0.versions = TLS1_2_VERSION...TLS1_2_VERSION }
        try client.handshake()
        #expect(throws: TLSClient.Failure.self) { try client.renegotiate() }
    }

    @Test("key updates are followed, a flood of them without content is closed")
    func keyUpdates() throws {
        let server = try TestServer(configuration())
        let client = try server.tlsClient { $0.versions = TLS1_3_VERSION...TLS1_3_VERSION }
        try client.handshake()
        for _ in 0..<20 { try client.updateKey() }
        try client.send(Self.get)
        #expect(try client.response()?.status == 200)
        #expect(throws: RawConnection.Failure.self) {
            for _ in 0..<100_000 { try client.updateKey() }
        }
        #expect(server.wait { $0.connectionsOpen == 0 })
    }

    @Test("20 requests on one session, and a fresh session for each of 20")
    func manyRequests() throws {
        let server = try TestServer(configuration())
        let client = try server.tlsClient()
        try client.handshake()
        for number in 0..<20 {
            try client.send("GET /\(number) HTTP/1.1\r\nhost: a\r\n\r\n")
            #expect(try client.response()?.text == "GET /\(number) \n")
        }
        for _ in 0..<20 {
            #expect(try server.tlsAnswer(to: Self.get)?.status == 200)
        }
        #expect(server.wait { $0.connectionsOpen == 1 })
        #expect(server.server.statistics.handshakesFailed == 0)
    }

    @Test("300 stalled handshakes do not lock out a newcomer")
    func stalledHandshakesMakeRoom() throws {
        let server = try TestServer(
            configuration {
                $0.limits.connections = 100
                $0.limits.requestsInFlight = 50
                $0.deadlines.handshake = .seconds(600)
            })
        let stalled = try (0..<300).map { _ in
            let connection = try server.connect()
            try connection.send([0x16, 3, 1, 2])
            return connection
        }
        for _ in 0..<20 {
            #expect(try server.tlsAnswer(to: Self.get)?.status == 200)
        }
        #expect(server.server.statistics.connectionsEvicted >= 200)
        #expect(server.server.statistics.connectionsOpen <= 100)
        #expect(stalled.count == 300)
    }
}
