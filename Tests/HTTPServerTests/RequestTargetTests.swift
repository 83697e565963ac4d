import HTTPServer
import Testing

@Suite("A request target is split without being changed")
struct RequestTargetTests {
    static let accepted: [(raw: String, path: String, query: String?)] = [
        ("/", "/", nil),
        ("/bootAuth/app", "/bootAuth/app", nil),
        ("//bootAuth/app", "//bootAuth/app", nil),
        ("/prefix/bootAuth/kms", "/prefix/bootAuth/kms", nil),
        ("/p?key=1/bootAuth/app", "/p", "key=1/bootAuth/app"),
        ("/p?", "/p", ""),
        ("/p?a?b", "/p", "a?b"),
        ("/%2e%2e/a%20b", "/%2e%2e/a%20b", nil),
        ("http://host/bootAuth/app", "/bootAuth/app", nil),
        ("http://host:8000/bootAuth/app?x", "/bootAuth/app", "x"),
        ("HTTP://HOST/a", "/a", nil),
        ("https://[::1]:443/a", "/a", nil),
        ("http://host", "/", nil),
        ("http://host?x=1", "/", "x=1"),
        ("http://h//bootAuth/app", "//bootAuth/app", nil),
        ("*", "*", nil),
    ]

    static let refused = [
        "", "bootAuth", "host:443", "http://", "http:///a", "http://?x", "http://user@host/",
        "ftp://host/", "http:/a", "/a b", "/a#b", "/\u{e9}", "/\0", "/\u{7f}", "?x", "**",
    ]

    @Test("each form is taken with its bytes kept", arguments: accepted)
    func accepts(raw: String, path: String, query: String?) {
        let target = RequestTarget(raw)
        #expect(target?.raw == raw)
        #expect(target?.path == path)
        #expect(target?.query == query)
    }

    @Test("anything else is no target", arguments: refused)
    func refuses(raw: String) {
        #expect(RequestTarget(raw) == nil)
    }
}
