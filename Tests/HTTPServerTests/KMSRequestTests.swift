import HTTPServer
import Testing

@Suite("Every form of request that a dstack KMS sends arrives as it was sent")
struct KMSRequestTests {
    /// The members of a boot request in the KMS's order, as recorded from its own client.
    static let body =
        #"{"teeVariant":"dstack-tdx","mrAggregated":""# + String(repeating: "ab", count: 32)
        + #"","osImageHash":""# + String(repeating: "cd", count: 32)
        + #"","mrSystem":""# + String(repeating: "ef", count: 32)
        + #"","appId":""# + String(repeating: "01", count: 20)
        + #"","composeHash":""# + String(repeating: "23", count: 32)
        + #"","instanceId":"","deviceId":""# + String(repeating: "45", count: 32)
        + #"","keyProviderInfo":"7b7d","tcbStatus":"UpToDate","advisoryIds":[]}"#

    /// The KMS's request: its fields, in its order and its lower case.
    static func post(_ target: String, authorization: String? = nil) -> String {
        "POST \(target) HTTP/1.1\r\n" + (authorization.map { "authorization: \($0)\r\n" } ?? "")
            + "content-type: application/json\r\nuser-agent: dstack-kms/0.6.0\r\n"
            + "accept: */*\r\nhost: auth.example:8000\r\n"
            + "content-length: \(body.utf8.count)\r\n\r\n" + body
    }

    static let targets: [(target: String, path: String, query: String?)] = [
        ("/bootAuth/app", "/bootAuth/app", nil),
        ("/bootAuth/kms", "/bootAuth/kms", nil),
        // The configured URL ends in two slashes.
        ("//bootAuth/app", "//bootAuth/app", nil),
        ("/prefix/bootAuth/app", "/prefix/bootAuth/app", nil),
        // The configured URL has a query, which swallows the path.
        ("/p?key=1/bootAuth/app", "/p", "key=1/bootAuth/app"),
        // A proxy is configured: the request line carries the absolute URL.
        ("http://auth.example:8000/bootAuth/app", "/bootAuth/app", nil),
        ("http://auth.example:8000//bootAuth/kms", "//bootAuth/kms", nil),
        ("http://auth.example:8000/p?key=1/bootAuth/app", "/p", "key=1/bootAuth/app"),
    ]

    @Test("a boot request arrives with its raw target, its fields and its body", arguments: targets)
    func postArrives(target: String, path: String, query: String?) throws {
        let server = try TestServer()
        let response = try server.answer(to: Self.post(target))
        #expect(response?.status == 200)
        #expect(response?.closes == false)
        let request = try #require(server.requests.first)
        #expect(request.method == "POST")
        #expect(request.target.raw == target)
        #expect(request.path == path)
        #expect(request.query == query)
        #expect(request.body == Array(Self.body.utf8))
        #expect(request.peerCertificate == nil)
        let names = request.fields.map(\.name)
        #expect(names == ["content-type", "user-agent", "accept", "host", "content-length"])
        #expect(request.fields.first("Content-Type") == "application/json")
        #expect(request.fields.first("USER-AGENT") == "dstack-kms/0.6.0")
    }

    @Test(
        "the request for information is a GET of exactly the configured URL",
        arguments: [
            "/", "/p?key=1", "/prefix", "//",
        ])
    func getArrives(target: String) throws {
        let server = try TestServer()
        let response = try server.answer(
            to: "GET \(target) HTTP/1.1\r\nuser-agent: dstack-kms/0.6.0\r\naccept: */*\r\n"
                + "host: auth.example\r\n\r\n")
        #expect(response?.status == 200)
        #expect(server.requests.first?.target.raw == target)
        #expect(server.requests.first?.body == [])
    }

    @Test("a user and a password in the URL arrive as Basic credentials")
    func basicArrives() throws {
        let server = try TestServer()
        _ = try server.answer(
            to: Self.post("/bootAuth/app", authorization: "Basic a21zOnNlY3JldA=="))
        let digest = try #require(BasicAuthentication.digest(user: "kms", password: "secret"))
        let request = try #require(server.requests.first)
        #expect(BasicAuthentication(accepting: [digest]).admits(request.fields))
    }

    @Test("a fresh connection for each of 200 calls is answered each time")
    func freshConnections() throws {
        let server = try TestServer()
        for _ in 0..<200 {
            let response = try server.answer(to: Self.post("/bootAuth/app"))
            #expect(response?.status == 200)
        }
        #expect(server.wait { $0.connectionsOpen == 0 })
        #expect(server.server.statistics.connectionsAccepted == 200)
        #expect(server.server.statistics.requestsAnswered == 200)
    }

    @Test("a request that arrives byte by byte is the same request")
    func byteByByte() throws {
        let server = try TestServer()
        let connection = try server.connect()
        for byte in Self.post("/bootAuth/app").utf8 {
            try connection.send([byte])
        }
        #expect(try connection.response()?.status == 200)
        #expect(server.requests.first?.body == Array(Self.body.utf8))
    }

    @Test("text in raw UTF-8 arrives byte for byte")
    func utf8Body() throws {
        let server = try TestServer()
        let body = "{\"tcbStatus\":\"\u{e9}\u{2028}\u{1F600}\u{7f}\"}"
        let response = try server.answer(
            to: "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)")
        #expect(response?.status == 200)
        #expect(server.requests.first?.body == Array(body.utf8))
    }
}
