import Codec
import Foundation
import TestSupport
import Testing

@Suite("progress of dstackgov")
struct ProgressTests {
    /// A node, or a service, that answers when it is told to.
    private final class SlowServer: Sendable {
        private let isFree = DispatchSemaphore(value: 0)
        let server: LoopbackServer

        init() throws {
            let isFree = isFree
            server = try LoopbackServer { request in
                isFree.wait()
                return ProgressTests.answer(request)
            }
        }

        var url: String { "http://127.0.0.1:\(server.port)" }

        /// Every request is answered from now on.
        func answers() { for _ in 0..<100 { isFree.signal() } }

        deinit {
            answers()
            server.stop()
        }
    }

    private static func answer(_ request: LoopbackServer.Request) -> [LoopbackServer.Step] {
        let id = (try? JSONValue(parsing: request.body))?["id"]?.number ?? "0"
        return LoopbackServer.answer(#"{"jsonrpc": "2.0", "id": \#(id), "result": "0x10"}"#)
    }

    @Test("a node that answers late is told on standard error, and the answer stays clean")
    func node() async throws {
        for arguments in [["eth", "rpc", "eth_blockNumber"], ["eth", "balance", World.account]] {
            let slow = try SlowServer()
            let program = try Program.dstackgov.start(
                arguments + ["--json", "--rpc-url", slow.url + "/v2/a-secret"])
            let isTold = await program.waits { program.errors.contains("waiting for ") }
            #expect(isTold && program.output.isEmpty, "\(program.errors)")
            slow.answers()
            #expect(await program.waitForEnd() == 0, "\(program.errors)")
            #expect(program.errors.hasPrefix("waiting for \(slow.url)"), "\(program.errors)")
            #expect(!program.errors.contains("secret"))
            #expect(program.output.contains("0x10") || program.output.contains("16"))
            #expect(!program.output.contains("waiting"))
        }
    }

    @Test("a service that answers late is told, too")
    func service() async throws {
        let slow = try SlowServer()
        let program = try Program.dstackgov.start([
            "key", "nonce", "--url", slow.url, "--json",
        ])
        let isTold = await program.waits { program.errors.contains("waiting for the dstack-keyd") }
        #expect(isTold && program.output.isEmpty, "\(program.errors)")
        slow.answers()
        _ = await program.waitForEnd()
        #expect(program.output.isEmpty)
    }

    @Test("what is answered at once is not told")
    func fast() async throws {
        let server = try LoopbackServer(Self.answer)
        defer { server.stop() }
        let outcome = try await Program.dstackgov.run([
            "eth", "rpc", "eth_blockNumber", "--rpc-url", "http://127.0.0.1:\(server.port)",
        ])
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    }
}
