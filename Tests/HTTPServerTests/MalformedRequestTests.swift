import HTTPServer
import Testing

@Suite("A request that breaks RFC 9112 is refused and its connection closed")
struct MalformedRequestTests {
    private static let host = "host: a\r\n"

    static let refused: [(text: String, status: Int)] = [
        // The request line
        ("rubbish\r\n\r\n", 400),
        ("GET\r\n\r\n", 400),
        ("GET /\r\n\r\n", 400),
        (" GET / HTTP/1.1\r\n\(host)\r\n", 400),
        ("GET  / HTTP/1.1\r\n\(host)\r\n", 400),
        ("GET / HTTP/1.1 \r\n\(host)\r\n", 400),
        ("GET / HTTX/1.1\r\n\(host)\r\n", 400),
        ("GET / HTTP/2.0\r\n\(host)\r\n", 505),
        ("GET / HTTP/0.9\r\n\(host)\r\n", 505),
        ("GET / HTTP/1.2\r\n\(host)\r\n", 505),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        ("GET /#a HTTP/1.1\r\n\(host)\r\n", 400),
        ("GET a HTTP/1.1\r\n\(host)\r\n", 400),
        ("GET http://u:p@a/ HTTP/1.1\r\n\(host)\r\n", 400),
        ("GET /\0 HTTP/1.1\r\n\(host)\r\n", 400),
        ("GET /\u{e9} HTTP/1.1\r\n\(host)\r\n", 400),
        ("GET / HTTP/1.1\n\(host)\r\n", 400),
        ("\u{16}\u{3}\u{1}\u{2}\0\u{1}", 400),
        // Methods
        ("BREW / HTTP/1.1\r\n\(host)\r\n", 501),
        ("get / HTTP/1.1\r\n\(host)\r\n", 501),
        ("M-SEARCH / HTTP/1.1\r\n\(host)\r\n", 501),
        ("CONNECT a:443 HTTP/1.1\r\n\(host)\r\n", 501),
        ("GE(T / HTTP/1.1\r\n\(host)\r\n", 400),
        // Fields
        ("GET / HTTP/1.1\r\nhost a\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n\(host)a b: c\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n\(host)a : c\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n\(host): c\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n\(host)a: b\r\n c\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n\(host)a: \0\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nhost: a\n\r\n", 400),
        // Host
        ("GET / HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nhost: a\r\nhost: a\r\n\r\n", 400),
        ("GET / HTTP/1.0\r\nhost: a\r\nhost: b\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nhost: a/b\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nhost: u@a\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nhost: a b\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nhost: a, b\r\n\r\n", 400),
        // Length and transfer coding
        ("POST / HTTP/1.1\r\n\(host)content-length: 1\r\ncontent-length: 1\r\n\r\na", 400),
        ("POST / HTTP/1.1\r\n\(host)content-length: 1\r\ncontent-length: 2\r\n\r\na", 400),
        ("POST / HTTP/1.1\r\n\(host)content-length: 1, 1\r\n\r\na", 400),
        ("POST / HTTP/1.1\r\n\(host)content-length: +1\r\n\r\na", 400),
        ("POST / HTTP/1.1\r\n\(host)content-length: -1\r\n\r\na", 400),
        ("POST / HTTP/1.1\r\n\(host)content-length: 0x1\r\n\r\na", 400),
        ("POST / HTTP/1.1\r\n\(host)content-length: 1a\r\n\r\na", 400),
        ("POST / HTTP/1.1\r\n\(host)content-length:\r\n\r\na", 400),
        ("POST / HTTP/1.1\r\n\(host)content-length: 99999999999999999999\r\n\r\na", 400),
        ("POST / HTTP/1.1\r\n\(host)content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\n\(host)transfer-encoding: chunked\r\ncontent-length: 1\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\n\(host)transfer-encoding: chunked\r\n\r\n0\r\n\r\n", 411),
        ("POST / HTTP/1.1\r\n\(host)transfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501),
        ("POST / HTTP/1.1\r\n\(host)transfer-encoding: xchunked\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\n\(host)transfer-encoding: gzip\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\n\(host)transfer-encoding: chunked, gzip\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\n\(host)transfer-encoding:\r\n\r\n", 400),
        // Expectations
        ("POST / HTTP/1.1\r\n\(host)content-length: 1\r\nexpect: 100-continue\r\n\r\na", 417),
        ("POST / HTTP/1.1\r\n\(host)content-length: 1\r\nexpect: other\r\n\r\na", 417),
    ]

    static let accepted = [
        "GET / HTTP/1.1\r\nhost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nhost:a\r\n\r\n",
        "GET / HTTP/1.1\r\nhost:   a  \r\n\r\n",
        "GET / HTTP/1.1\r\nhost:\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: [::1]:8000\r\n\r\n",
        "\r\nGET / HTTP/1.1\r\nhost: a\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "GET / HTTP/1.0\r\nhost: a\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nhost: a\r\n\r\n",
        "DELETE / HTTP/1.1\r\nhost: a\r\n\r\n",
        "PATCH / HTTP/1.1\r\nhost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\nempty:\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\ntext: \u{e9}\r\n\r\n",
        "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\n\r\na",
        "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1 \r\n\r\na",
        "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n",
        "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 01\r\n\r\na",
        "POST / HTTP/1.1\r\nhost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\n\r\na",
    ]

    @Test(
        "a malformed request gets its status, is not handled, and nothing behind it is looked at",
        arguments: refused)
    func refuses(text: String, status: Int) throws {
        let server = try TestServer()
        let connection = try server.connect()
        try connection.send(text + "GET /smuggled HTTP/1.1\r\nhost: a\r\n\r\n")
        connection.finishSending()
        let response = try #require(try connection.response())
        #expect(response.status == status, "\(response.text)")
        #expect(response.closes)
        #expect(try connection.receiveToEnd(toleratingReset: true).isEmpty)
        #expect(server.requests.isEmpty)
        #expect(server.server.statistics.requestsRefused == 1)
    }

    @Test("a request that RFC 9112 allows is handled", arguments: accepted)
    func accepts(text: String) throws {
        let server = try TestServer()
        let response = try #require(try server.answer(to: text))
        #expect(response.status == 200, "\(response.text)")
        #expect(server.requests.count == 1)
    }

    @Test("an upgrade is ignored: the request is answered, and the next one as well")
    func ignoresUpgrades() throws {
        let server = try TestServer()
        let connection = try server.connect()
        try connection.send(
            "POST / HTTP/1.1\r\nhost: a\r\nconnection: upgrade, http2-settings\r\nupgrade: h2c\r\n"
                + "http2-settings: AAMAAABkAAQAAP__\r\ncontent-length: 2\r\n\r\nhi"
                + "GET /next HTTP/1.1\r\nhost: a\r\n\r\n")
        let response = try #require(try connection.response())
        #expect(response.status == 200)
        #expect(response.text == "POST / hi\n")
        #expect(try connection.response()?.text == "GET /next \n")
    }
}
