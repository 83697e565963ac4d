import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import HTTPServer

@Suite("A head is taken apart as llhttp, NIO's parser, takes it apart, or refused")
struct RequestHeadTests {
    private static let good = [
        "GET / HTTP/1.1\r\nhost: a\r\n\r\n",
        "\r\nGET /p?q=1 HTTP/1.1\r\nhost: a\r\n\r\n",
        "POST /bootAuth/app HTTP/1.1\r\nHost: a:1\r\nContent-Length: 5\r\n\r\n",
        "POST / HTTP/1.1\r\nhost: [::1]:8000\r\nconnection: keep-alive, x\r\na:\t b \t\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nhost:\r\nx: \u{e9}\u{20ac}\r\nx: two words\r\nX:\r\n\r\n",
        "GET http://a/b HTTP/1.0\r\nconnection: keep-alive\r\n!#$%&'*+-.^_`|~09: a:b\r\n\r\n",
        "DELETE / HTTP/1.0\r\n\r\n",
    ]

    static let refused: [(text: String, refusal: HTTPRefusal)] = [
        ("GE(T / HTTP/1.1\r\n\r\n", .malformed(.syntax)),
        ("GET / HTTX/1.1\r\n\r\n", .malformed(.syntax)),
        ("GET / http/1.1\r\n\r\n", .malformed(.syntax)),
        ("GET / HTTP/11\r\n\r\n", .malformed(.syntax)),
        ("GET / HTTP/1.10\r\n\r\n", .malformed(.syntax)),
        ("GET / HTTP/a.1\r\n\r\n", .malformed(.syntax)),
        ("GET / HTTP/2.0\r\n\r\n", .versionNotSupported),
        ("GET / HTTP/0.9\r\n\r\n", .versionNotSupported),
        ("PRI * HTTP/2.0\r\n\r\n", .versionNotSupported),
        ("BREW / HTTP/1.1\r\n\r\n", .methodNotImplemented),
        ("post / HTTP/1.1\r\n\r\n", .methodNotImplemented),
        ("CONNECT a:1 HTTP/1.1\r\n\r\n", .methodNotImplemented),
        ("GET / HTTP/1.1\r\nhost\r\n\r\n", .malformed(.syntax)),
        ("GET / HTTP/1.1\r\n: a\r\n\r\n", .malformed(.syntax)),
        ("GET / HTTP/1.1\r\nhost : a\r\n\r\n", .malformed(.syntax)),
        ("GET / HTTP/1.1\r\nho st: a\r\n\r\n", .malformed(.syntax)),
        ("GET / HTTP/1.1\r\nh\u{e9}st: a\r\n\r\n", .malformed(.syntax)),
    ]

    /// What both parsers find.
    private struct Parts: Equatable {
        var method = ""
        var target = ""
        var isHTTP11 = false
        var fields: [[String]] = []
    }

    /// What this parser finds in a head that the scanner finds whole and whose framing is right.
    private func ours(_ bytes: [UInt8]) throws -> Parts {
        var buffer = RequestBuffer(limits: .init())
        buffer.append(ByteBuffer(bytes: bytes))
        let head = try #require(try buffer.takeHead())
        _ = try RequestFraming(head, maximumBodyBytes: 1_000)
        return Parts(
            method: head.method, target: head.target, isHTTP11: head.version == .http11,
            fields: head.fields.map { [$0.name, $0.value] })
    }

    /// What llhttp finds; white space behind values, which it leaves, is taken off.
    private func theirs(_ bytes: [UInt8]) throws -> Parts {
        let channel = EmbeddedChannel(handler: ByteToMessageHandler(HTTPRequestDecoder()))
        defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
        try channel.writeInbound(ByteBuffer(bytes: bytes))
        guard case .head(let head)? = try channel.readInbound(as: HTTPServerRequestPart.self)
        else { return Parts() }
        return Parts(
            method: head.method.rawValue, target: head.uri, isHTTP11: head.version == .http1_1,
            fields: head.headers.map { name, value in
                [name, String(value.reversed().drop { $0 == " " || $0 == "\t" }.reversed())]
            })
    }

    @Test("a head that RFC 9112 allows has the parts that llhttp finds", arguments: good)
    func agrees(text: String) throws {
        let bytes = Array(text.utf8)
        #expect(try ours(bytes) == theirs(bytes))
    }

    @Test("a head that breaks the grammar is refused for what it breaks", arguments: refused)
    func refuses(text: String, refusal: HTTPRefusal) {
        #expect(throws: refusal) { try ours(Array(text.utf8)) }
    }

    @Test("of 20,000 mutated heads, those that are taken are taken as llhttp takes them")
    func agreesOnMutations() throws {
        let meaningful = Array("\r\n\0 \t:/?#@,;=(1HPTa\u{7f}".utf8) + [0x80, 0xff]
        var random = SplitMix64(seed: 9_112)
        var taken = 0
        for number in 0..<20_000 {
            var bytes = Array((Self.good.randomElement(using: &random) ?? "").utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                // The end stays, so that the head is whole where it is one.
                let place = Int.random(in: 0..<bytes.count - 4, using: &random)
                let byte = meaningful.randomElement(using: &random) ?? 0
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = byte
                case 1: bytes.insert(byte, at: place)
                default: bytes.remove(at: place)
                }
            }
            guard let parts = try? ours(bytes) else { continue }
            taken += 1
            let text = String(decoding: bytes, as: UTF8.self).debugDescription
            #expect(try parts == theirs(bytes), "head \(number): \(text)")
        }
        #expect(taken > 2_000)
        #expect(taken < 18_000)
    }
}
