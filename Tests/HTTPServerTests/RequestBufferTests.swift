import NIOCore
import Testing

@testable import HTTPServer

@Suite("What has arrived is kept until its turn, and no longer")
struct RequestBufferTests {
    private static let request = "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nhello"

    /// Takes one request's body; nil where none is whole.
    private func take(_ buffer: inout RequestBuffer) throws -> [UInt8]? {
        guard try buffer.takeHead() != nil else { return nil }
        var body: [UInt8] = []
        buffer.takeBody(most: 5, into: &body)
        return body
    }

    @Test(
        "requests come out one after the other, however they arrive", arguments: [1, 7, 64, 1_000])
    func order(pieceBytes: Int) throws {
        var rest = Array(String(repeating: Self.request, count: 20).utf8)[...]
        var buffer = RequestBuffer(limits: .init())
        var bodies = 0
        while !rest.isEmpty {
            buffer.append(ByteBuffer(bytes: rest.prefix(pieceBytes)))
            rest = rest.dropFirst(pieceBytes)
            // A body is taken with its head here, so all of it has to be there.
            while buffer.heldBytes >= Self.request.utf8.count, let body = try take(&buffer) {
                #expect(body == Array("hello".utf8))
                bodies += 1
            }
        }
        #expect(bodies == 20)
        #expect(buffer.heldBytes == 0)
    }

    @Test("a client that is always ahead costs no more memory than what waits")
    func bounded() throws {
        var buffer = RequestBuffer(limits: .init())
        buffer.append(ByteBuffer(string: Self.request))
        for _ in 0..<20_000 {
            buffer.append(ByteBuffer(string: Self.request))
            #expect(try take(&buffer) != nil)
        }
        #expect(buffer.heldBytes == Self.request.utf8.count)
        #expect(buffer.input.capacity < 1_024)
    }

    @Test("behind bytes that were dropped nothing is taken")
    func overflow() throws {
        var buffer = RequestBuffer(limits: .init())
        let piece = ByteBuffer(repeating: 0x61, count: 50_000)
        buffer.append(ByteBuffer(string: Self.request))
        for _ in 0..<3 { buffer.append(piece) }
        #expect(buffer.heldBytes <= RequestBuffer.maximumHeldBytes)
        #expect(try take(&buffer) != nil)
        let held = buffer.heldBytes
        buffer.append(ByteBuffer(string: Self.request))
        #expect(buffer.heldBytes == held)
    }
}
