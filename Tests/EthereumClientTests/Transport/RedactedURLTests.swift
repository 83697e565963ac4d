import EthereumClient
import Testing

@Suite("URLs of endpoints are read strictly and print without their keys")
struct RedactedURLTests {
    struct Row: Sendable {
        let text: String
        let printed: String
        let revealed: String
        let authorization: String?

        init(_ text: String, _ printed: String, _ revealed: String, _ authorization: String? = nil)
        {
            self.text = text
            self.printed = printed
            self.revealed = revealed
            self.authorization = authorization
        }
    }

    static let rows: [Row] = [
        Row("https://rpc.example", "https://rpc.example:443", "https://rpc.example:443/"),
        Row("http://localhost:8545", "http://localhost:8545", "http://localhost:8545/"),
        Row("https://a.b/v3/KEY", "https://a.b:443", "https://a.b:443/v3/KEY"),
        Row("https://a.b?token=KEY", "https://a.b:443", "https://a.b:443/?token=KEY"),
        Row("https://A.B:8443/K?x=1&y", "https://a.b:8443", "https://a.b:8443/K?x=1&y"),
        Row("http://[::1]:8545/x", "http://[::1]:8545", "http://[::1]:8545/x"),
        Row(
            "http://[::FFFF:127.0.0.1]/", "http://[::ffff:127.0.0.1]:80",
            "http://[::ffff:127.0.0.1]:80/"),
        Row(
            "https://user:secret@a.b/", "https://a.b:443", "https://a.b:443/",
            "Basic dXNlcjpzZWNyZXQ="),
        Row("https://:k@a.b", "https://a.b:443", "https://a.b:443/", "Basic Oms="),
        Row("https://user@a.b", "https://a.b:443", "https://a.b:443/", "Basic dXNlcjo="),
        Row(
            "https://u%3A%40:p%2fw@a.b", "https://a.b:443", "https://a.b:443/", "Basic dTpAOnAvdw=="
        ),
        Row("https://u:p@x@a.b", "https://a.b:443", "https://a.b:443/", "Basic dTpwQHg="),
        Row(
            "https://my_node-1.a.b:65535/", "https://my_node-1.a.b:65535",
            "https://my_node-1.a.b:65535/"),
    ]

    @Test("what is written is taken apart; printing shows scheme, host and port", arguments: rows)
    func parts(_ row: Row) throws {
        let url = try RedactedURL(row.text)
        #expect("\(url)" == row.printed)
        #expect(String(reflecting: url) == row.printed)
        #expect(url.revealed == row.revealed)
        #expect(url.revealedAuthorization == row.authorization)
        var dumped = ""
        dump(["url": url], to: &dumped)
        for secret in ["KEY", "secret", "token", "user"] { #expect(!dumped.contains(secret)) }
    }

    static let faults: [(String, URLFault.Rule, Int)] = [
        ("", .empty, 0), ("https://rpc.example/ ", .whiteSpace, 20),
        (" https://rpc.example", .whiteSpace, 0), ("https://rpc.example\r", .whiteSpace, 19),
        ("https://rpc.example\n", .whiteSpace, 19), ("https://a b", .whiteSpace, 9),
        ("\"https://rpc.example\"", .quote, 0), ("https://rpc.example'", .quote, 19),
        ("https://rpc.example/\u{e9}", .character, 20), ("https://a\\b", .character, 9),
        ("https://a.b/\u{0}", .character, 12), ("https://a.b/\u{7f}", .character, 12),
        ("https://a.b/#x", .fragment, 12), ("ftp://a.b", .scheme, 0), ("a.b", .scheme, 0),
        ("HTTPS://a.b", .scheme, 0), ("https:/a.b", .scheme, 0), ("wss://a.b", .scheme, 0),
        ("https://", .host, 8), ("https:///x", .host, 8), ("https://:8545", .host, 8),
        ("https://u:p@", .host, 12), ("https://[::1", .host, 8), ("https://[]", .host, 8),
        ("https://[::g]", .host, 8), ("https://a,b", .host, 8), ("https://a.b:", .port, 11),
        ("https://a.b:0", .port, 11), ("https://a.b:65536", .port, 11),
        ("https://a.b:+1", .port, 11),
        ("https://a.b:8x", .port, 11), ("https://[::1]x", .port, 13),
        ("https://u%4:p@a.b", .credentials, 9), ("https://u%zz@a.b", .credentials, 9),
    ]

    @Test("faults are named with their place and without the text", arguments: faults)
    func refuses(text: String, rule: URLFault.Rule, offset: Int) {
        let fault = #expect(throws: URLFault.self) { try RedactedURL(text) }
        #expect(fault == URLFault(rule: rule, offset: offset))
        #expect(fault?.description.contains("a.b") == false)
    }

    @Test("this machine is known by its names")
    func loopback() throws {
        for text in ["http://localhost", "http://127.0.0.1", "http://127.1.2.3:1", "http://[::1]"] {
            #expect(try RedactedURL(text).isLoopback)
        }
        for text in [
            "http://127.0.0.1.example", "http://127.0.0", "http://127.0.0.256", "http://128.0.0.1",
            "http://localhost.example", "http://[::2]", "http://0.0.0.0",
        ] {
            #expect(try !RedactedURL(text).isLoopback)
        }
    }
}
