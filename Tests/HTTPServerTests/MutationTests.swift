import HTTPServer
import Testing

@Suite("Mutated requests are answered or refused, the same way however they are cut into pieces")
struct MutationTests {
    private static let good = [
        "GET / HTTP/1.1\r\nhost: a\r\n\r\n",
        "POST /bootAuth/app HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nhello",
        "POST /p?key=1 HTTP/1.1\r\nHost: a:1\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nhost: [::1]\r\nx: \u{e9}\r\n\r\n",
        "GET http://a/b HTTP/1.0\r\nconnection: keep-alive\r\n\r\n",
        "POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    ]

    /// Bytes that mean something to a parser.
    private static let meaningful = Array("\r\n\0 \t:/?#@,;=1HPT\u{7f}".utf8) + [0x80, 0xff]

    /// Every status that the server answers by itself, and the handler's.
    private static let statuses: Set<Int> = [200, 400, 411, 413, 414, 417, 431, 501, 505]

    /// Up to three requests with up to three bytes replaced, inserted, removed or doubled.
    private func stream(_ random: inout SplitMix64) -> [UInt8] {
        var bytes = (0..<Int.random(in: 1...3, using: &random)).flatMap { _ in
            Array((Self.good.randomElement(using: &random) ?? "").utf8)
        }
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let byte = Self.meaningful.randomElement(using: &random) ?? 0
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = byte
            case 1: bytes.insert(byte, at: place)
            case 2: bytes.remove(at: place)
            default: bytes.insert(bytes[place], at: place)
            }
        }
        return bytes
    }

    /// Sends the pieces, ends sending, and lists what the server answered before it closed.
    private func answers(_ server: TestServer, to pieces: [[UInt8]]) throws -> [RawResponse] {
        let connection = try server.connect()
        for piece in pieces {
            // A server that has refused may have closed already.
            guard (try? connection.send(piece)) != nil else { break }
        }
        connection.finishSending()
        var answers: [RawResponse] = []
        while let response = try connection.response() { answers.append(response) }
        return answers
    }

    private func pieces(of bytes: [UInt8], _ random: inout SplitMix64) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let length = Int.random(in: 1...20, using: &random)
            pieces.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return pieces
    }

    @Test("a thousand streams of each seed", arguments: [1, 2, 3] as [UInt64])
    func streams(seed: UInt64) throws {
        let server = try TestServer()
        var random = SplitMix64(seed: seed)
        var refused = 0
        for number in 0..<1_000 {
            let bytes = stream(&random)
            let whole = try answers(server, to: [bytes])
            let cut = try answers(server, to: pieces(of: bytes, &random))
            let text = String(decoding: bytes, as: UTF8.self).debugDescription
            #expect(whole.map(\.status) == cut.map(\.status), "stream \(number): \(text)")
            #expect(whole.map(\.body) == cut.map(\.body), "stream \(number): \(text)")
            #expect(whole.allSatisfy { Self.statuses.contains($0.status) }, "\(text)")
            // A refusal is the last answer of its connection.
            #expect(whole.dropLast().allSatisfy { $0.status == 200 }, "\(text)")
            refused += whole.last?.status == 200 ? 0 : 1
        }
        #expect(refused > 300)
        #expect(refused < 950)
        #expect(server.wait { $0.connectionsOpen == 0 && $0.requestsInFlight == 0 })
        #expect(try server.answer(to: Self.good[0])?.status == 200)
    }
}
