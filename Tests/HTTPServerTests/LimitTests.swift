import HTTPServer
import Testing

@Suite("Every size has a limit, and a request of exactly that size passes")
struct LimitTests {
    private static let head = "POST / HTTP/1.1\r\nhost: a\r\n"

    /// A head of exactly this many bytes.
    private func head(of bytes: Int) -> String {
        let frame = "GET / HTTP/1.1\r\nhost: a\r\nx: \r\n\r\n"
        let padding = String(repeating: "y", count: bytes - frame.utf8.count)
        return "GET / HTTP/1.1\r\nhost: a\r\nx: \(padding)\r\n\r\n"
    }

    @Test("a head of 16 KiB passes, one of a byte more is 431")
    func headBytes() throws {
        let server = try TestServer()
        #expect(try server.answer(to: head(of: 16_384))?.status == 200)
        #expect(try server.answer(to: head(of: 16_385))?.status == 431)
    }

    @Test("fields without end are cut at the limit and never reach the parser")
    func endlessFields() throws {
        let server = try TestServer(.loopback { $0.limits.headFields = 1_000_000 })
        let connection = try server.connect()
        try connection.send("GET / HTTP/1.1\r\nhost: a\r\n")
        // More than the server takes: the send fails when it closes.
        for number in 0..<100_000 {
            guard (try? connection.send("x-\(number): y\r\n")) != nil else { break }
        }
        #expect(try connection.response()?.status == 431)
        #expect(server.requests.isEmpty)
    }

    @Test("100 fields pass, 101 are 431")
    func headFields() throws {
        let server = try TestServer()
        for (count, status) in [(100, 200), (101, 431)] {
            let fields = (1..<count).map { "x-\($0): y\r\n" }.joined()
            let text = "GET / HTTP/1.1\r\nhost: a\r\n\(fields)\r\n"
            #expect(try server.answer(to: text)?.status == status)
        }
    }

    @Test("a request line that is longer than a head may be is 414")
    func targetBytes() throws {
        let server = try TestServer()
        let long = String(repeating: "a", count: 16_384)
        #expect(try server.answer(to: "GET /\(long) HTTP/1.1\r\n")?.status == 414)
        let fits = String(repeating: "a", count: 16_000)
        #expect(try server.answer(to: "GET /\(fits) HTTP/1.1\r\nhost: a\r\n\r\n")?.status == 200)
    }

    @Test("a body of 64 KiB passes, a declared length of a byte more is 413 before it is sent")
    func bodyBytes() throws {
        let server = try TestServer()
        let body = String(repeating: "b", count: 65_536)
        #expect(
            try server.answer(to: Self.head + "content-length: 65536\r\n\r\n" + body)?.status
                == 200)
        #expect(server.requests.first?.body.count == 65_536)
        let refused = try server.answer(to: Self.head + "content-length: 65537\r\n\r\n")
        #expect(refused?.status == 413)
        #expect(refused?.closes == true)
    }

    @Test("a client that sends its large body all the same still gets the 413")
    func largeBody() throws {
        let server = try TestServer()
        let connection = try server.connect()
        try connection.send(Self.head + "content-length: 1000000\r\n\r\n")
        try connection.send([UInt8](repeating: 0x62, count: 1_000_000))
        #expect(try connection.response()?.status == 413)
        connection.finishSending()
        #expect(try connection.receiveToEnd().isEmpty)
    }

    @Test("each limit can be set")
    func configuredLimits() throws {
        let server = try TestServer(
            .loopback { configuration in
                configuration.limits.headBytes = 100
                configuration.limits.headFields = 2
                configuration.limits.bodyBytes = 10
            })
        #expect(try server.answer(to: head(of: 100))?.status == 200)
        #expect(try server.answer(to: head(of: 101))?.status == 431)
        let fields = "GET / HTTP/1.1\r\nhost: a\r\nb: 1\r\n"
        #expect(try server.answer(to: fields + "\r\n")?.status == 200)
        #expect(try server.answer(to: fields + "c: 2\r\n\r\n")?.status == 431)
        let body = Self.head + "content-length: 1"
        #expect(try server.answer(to: body + "0\r\n\r\n0123456789")?.status == 200)
        #expect(try server.answer(to: body + "1\r\n\r\n0123456789a")?.status == 413)
    }

    @Test("the refusal says what the limit is")
    func namesTheLimit() throws {
        let server = try TestServer()
        let response = try server.answer(to: Self.head + "content-length: 65537\r\n\r\n")
        #expect(response?.text == "the body is longer than 65536 bytes\n")
        #expect(response?.field("content-type") == "text/plain; charset=utf-8")
    }
}
