import Testing

@testable import HTTPServer

@Suite("The head scanner finds a head's end and refuses what RFC 9112 lets a server refuse")
struct HeadScannerTests {
    private static let start = "GET / HTTP/1.1\r\n"

    static let complete: [(text: String, length: Int)] = [
        ("GET / HTTP/1.1\r\n\r\n", 18),
        ("GET / HTTP/1.1\r\n\r\nbody", 18),
        ("\r\nGET / HTTP/1.1\r\n\r\n", 20),
        ("GET / HTTP/1.1\r\nhost: a\r\n\r\nGET", 27),
        ("GET / HTTP/1.1\r\na:\tb \r\n\r\n", 25),
        ("GET / HTTP/1.1\r\na: \u{e9}\r\n\r\n", 25),
    ]

    static let refused: [(text: String, refusal: HTTPRefusal)] = [
        ("GET / HTTP/1.1\n", .malformed(.bareLineFeed(offset: 14))),
        (start + "a: b\n\r\n", .malformed(.bareLineFeed(offset: 20))),
        (start + "\n", .malformed(.bareLineFeed(offset: 16))),
        ("\n", .malformed(.bareLineFeed(offset: 0))),
        ("GET / HTTP/1.1\rX", .malformed(.bareCarriageReturn(offset: 14))),
        (start + "a: b\rc\r\n", .malformed(.bareCarriageReturn(offset: 20))),
        (start + "\r\r\n", .malformed(.bareCarriageReturn(offset: 16))),
        ("\rGET", .malformed(.bareCarriageReturn(offset: 0))),
        (start + "a: b\r\n c\r\n", .malformed(.obsoleteFolding(offset: 22))),
        (start + "a: b\r\n\tc\r\n", .malformed(.obsoleteFolding(offset: 22))),
        (start + " a: b\r\n", .malformed(.obsoleteFolding(offset: 16))),
        ("GET /\0 HTTP/1.1\r\n", .malformed(.controlCharacter(0, offset: 5))),
        ("GET\t/ HTTP/1.1\r\n", .malformed(.controlCharacter(9, offset: 3))),
        (start + "a: \0\r\n", .malformed(.controlCharacter(0, offset: 19))),
        (start + "a: \u{7f}\r\n", .malformed(.controlCharacter(0x7f, offset: 19))),
        (start + "a: \u{1b}[0m\r\n", .malformed(.controlCharacter(0x1b, offset: 19))),
        ("GET /\u{e9} HTTP/1.1\r\n", .malformed(.nonASCIIRequestLine(offset: 5))),
        ("GET  / HTTP/1.1\r\n", .malformed(.requestLine)),
        (" GET / HTTP/1.1\r\n", .malformed(.requestLine)),
        ("GET / HTTP/1.1 \r\n", .malformed(.requestLine)),
        ("GET /\r\n", .malformed(.requestLine)),
        ("\u{16}\u{03}\u{01}", .malformed(.controlCharacter(0x16, offset: 0))),
    ]

    @Test("a complete head is found whether it comes whole or byte by byte", arguments: complete)
    func findsTheEnd(text: String, length: Int) {
        #expect(scan(text) == .complete(length: length))
        #expect(scan(text, pieces: 1) == .complete(length: length))
    }

    @Test("a head without its end is incomplete", arguments: complete)
    func waitsForTheEnd(text: String, length: Int) {
        for count in 0..<length {
            #expect(scan(Array(text.utf8.prefix(count))) == .incomplete)
        }
    }

    @Test(
        "a forbidden byte is refused with its place, at once and byte by byte", arguments: refused)
    func refuses(text: String, refusal: HTTPRefusal) {
        #expect(scan(text) == .refused(refusal))
        #expect(scan(text, pieces: 1) == .refused(refusal))
    }

    @Test("a head of exactly the limit passes, and one byte more does not")
    func countsBytes() {
        let head = Self.start + "a: " + String(repeating: "b", count: 77) + "\r\n\r\n"
        #expect(scan(head, maximumBytes: 100) == .complete(length: 100))
        #expect(scan(head, maximumBytes: 99) == .refused(.headTooLarge(limit: 99)))
        #expect(scan(head, maximumBytes: 99, pieces: 1) == .refused(.headTooLarge(limit: 99)))
    }

    @Test("a request line that never ends is told from fields that never end")
    func tellsTheTargetFromTheFields() {
        let long = String(repeating: "a", count: 200)
        #expect(scan("GET /" + long, maximumBytes: 100) == .refused(.targetTooLong(limit: 100)))
        #expect(
            scan(Self.start + long, maximumBytes: 100) == .refused(.headTooLarge(limit: 100)))
        let empty = String(repeating: "\r\n", count: 100)
        #expect(scan(empty, maximumBytes: 100) == .refused(.targetTooLong(limit: 100)))
    }

    @Test("as many fields as allowed pass, and one more does not")
    func countsFields() {
        let three = Self.start + "a: 1\r\nb: 2\r\nc: 3\r\n\r\n"
        #expect(scan(three, maximumFields: 3) == .complete(length: three.utf8.count))
        #expect(scan(three, maximumFields: 2) == .refused(.tooManyFields(limit: 2)))
    }

    @Test("the second head of a connection counts from its own beginning")
    func startsAnew() {
        let head = "GET / HTTP/1.1\r\n\r\n"
        for _ in 0..<10 {
            #expect(scan(head, maximumBytes: 20) == .complete(length: 18))
        }
    }
}

extension HeadScannerTests {
    private func scan(
        _ text: String, maximumBytes: Int = 16_384, maximumFields: Int = 100, pieces: Int? = nil
    ) -> HeadScanner.Outcome {
        scan(
            Array(text.utf8), maximumBytes: maximumBytes, maximumFields: maximumFields,
            pieces: pieces)
    }

    /// Gives the scanner the bytes in pieces of this length, and its first outcome that is final.
    private func scan(
        _ bytes: [UInt8], maximumBytes: Int = 16_384, maximumFields: Int = 100, pieces: Int? = nil
    ) -> HeadScanner.Outcome {
        var scanner = HeadScanner(maximumBytes: maximumBytes, maximumFields: maximumFields)
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + (pieces ?? bytes.count))
            let outcome = unsafe bytes[start..<end].withUnsafeBytes { piece in
                unsafe scanner.scan(piece)
            }
            guard outcome == .incomplete else { return outcome }
            start = end
        }
        return .incomplete
    }
}
