import Authorization
import AuthorizationService
import Primitives
import Testing

@testable import ChainView

@Suite("What a service tells of the chain comes from memory")
struct AskedNobodyTests {
    @Test("C09: whoever asks what is known, ready or counted causes no read, known or not")
    func asksNobody() async throws {
        var foreign = TestPolicy()
        foreign.kmsCode = TestPolicy.runtime("DstackKmsV2", at: TestPolicy.kmsCodeAddress)
        let rows: [(TestPolicy, TestNode.Behaviour, isKnown: Bool)] = [
            (TestPolicy(), .honest, true), (foreign, .honest, false),
            (TestPolicy(), .refusing(-32005, "rate limit exceeded"), false),
        ]
        for (policy, behaviour, isKnown) in rows {
            let world = TestWorld(policy)
            let nodes = ["a", "b", "c"].map { TestNode($0, world, behaviour) }
            let test = try TestView(nodes, quorum: 2)
            try await test.view.start()
            let backend = ChainBackend(test.view, rpc: "https://a.example")
            for node in nodes { node.forgetRequests() }
            for seconds in [UInt64(0), 1, 3_600] {
                // Also where what is known is too old by now.
                test.advance(seconds)
                let isTold = isKnown && seconds < 3_600
                for _ in 0..<100 {
                    #expect((backend.information != nil) == isTold)
                    #expect(backend.missing.isEmpty == isTold)
                    #expect(backend.metrics.contains { $0.name == "authd_kms_known" })
                }
            }
            #expect(nodes.allSatisfy { $0.requests.isEmpty })
            await test.view.poll()
            #expect(nodes.allSatisfy { !$0.requests.isEmpty })
        }
    }
}
