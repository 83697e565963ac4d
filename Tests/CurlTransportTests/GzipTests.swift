import CurlTransport
import EthereumClient
import Foundation
import TestSupport
import Testing

@Suite("Compressed answers are bounded by what came over the wire")
struct GzipTests {
    /// `{"a":1}` behind spaces, as the gzip program makes it small.
    private static func compressed(spaces: Int) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", #"{ head -c \#(spaces) /dev/zero | tr '\0' ' '; printf '{"a":1}'; } | gzip -9c"#,
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return [UInt8](bytes)
    }

    private static func loopback(_ body: [UInt8], ratio: Int = 20) throws -> Loopback {
        var configuration = CurlConfiguration()
        configuration.acceptsGzip = true
        configuration.decodingRatio = ratio
        let head = [
            "HTTP/1.1 200 OK", "Content-Type: application/json", "Content-Encoding: gzip",
            "Content-Length: \(body.count)",
        ].joined(separator: "\r\n")
        return try Loopback(configuration) { _ in [.send(Array((head + "\r\n\r\n").utf8) + body)] }
    }

    @Test("an answer within the ratio is decoded")
    func decoded() async throws {
        let loopback = try GzipTests.loopback(try GzipTests.compressed(spaces: 300))
        let answer = try await loopback.send()
        #expect(answer == String(repeating: " ", count: 300) + #"{"a":1}"#)
        #expect(loopback.server.requests.first?.header("accept-encoding") == "gzip")
    }

    @Test("rpc.size: an answer that swells is cut by the ratio, and by the limit")
    func swelling() async throws {
        let bomb = try GzipTests.compressed(spaces: 1_000_000)
        #expect(bomb.count < 2000)
        #expect(try await GzipTests.loopback(bomb).kind(limit: 2 << 20) == .size)
        #expect(try await GzipTests.loopback(bomb, ratio: 10_000).kind(limit: 65_536) == .size)
        let allowed = try GzipTests.loopback(bomb, ratio: 10_000)
        #expect(try await allowed.send(limit: 2 << 20).utf8.count == 1_000_007)
    }

    @Test("rpc.framing or rpc.content: bytes that are no gzip are no answer")
    func broken() async throws {
        var broken = try GzipTests.compressed(spaces: 300)
        broken[broken.count / 2] ^= 0xff
        let kind = try await GzipTests.loopback(broken).kind()
        #expect(kind != nil && kind != .connect)
    }
}
