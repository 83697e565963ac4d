import Authorization
import Primitives
import Testing

@testable import ChainView

@Suite("Code that no template knows denies, behind true proxies too, and at either block")
struct UnknownCodeTests {
    private static let foreign = TestPolicy.runtime("AlwaysAllow", at: TestPolicy.appCodeAddress)

    @Test("G07 G15 G21 app.code: a true proxy says nothing of the code behind it")
    func behindProxies() async throws {
        // What stands behind the proxy, which is also what the KMS gives to new apps.
        let rows: [(String, TestPolicy.App, isAllowed: Bool)] = [
            ("DstackApp", .dstackApp, true),
            (
                "DstackApp, as any code",
                .proxy(TestPolicy.runtime("DstackApp", at: TestPolicy.appCodeAddress)), true
            ),
            ("other code", .proxy(UnknownCodeTests.foreign), false),
            (
                "DstackApp that takes itself for another address",
                .proxy(TestPolicy.runtime("DstackApp", at: TestPolicy.kmsCodeAddress)), false
            ),
            (
                "DstackKms",
                .proxy(TestPolicy.runtime("DstackKms", at: TestPolicy.appCodeAddress)), false
            ),
            ("no code", .proxy(Bytes()), false),
            ("DstackApp behind a beacon", .beacon, false),
            ("DstackApp behind an admin", .admin, false),
        ]
        for (name, app, isAllowed) in rows {
            var policy = TestPolicy()
            policy.app = app
            let node = TestNode("a", TestWorld(policy))
            let test = try TestView([node], quorum: 1)
            try await test.view.start()
            let decision = await test.view.decide(TestPolicy.request).decision
            #expect(decision.isAllowed == isAllowed, "\(name)")
            #expect(decision.code == (isAllowed ? .contract : .appCode), "\(name)")
        }
    }

    @Test("G01 G02 app.code, kms.code: foreign code at one of the two blocks alone denies")
    func eachBlock() async throws {
        var (app, kms) = (TestPolicy(), TestPolicy())
        app.app = .proxy(UnknownCodeTests.foreign)
        kms.kmsCode = TestPolicy.runtime("DstackKmsV2", at: TestPolicy.kmsCodeAddress)
        for (foreign, code) in [(app, DecisionCode.appCode), (kms, .kmsCode)] {
            let world = TestWorld()
            let nodes = ["a", "b", "c"].map { TestNode($0, world) }
            let test = try TestView(nodes, quorum: 2)
            try await test.view.start()
            // The final block is the second before the recent one.
            let rows: [(TestPolicy, recent: DecisionCode, finalized: DecisionCode?)] = [
                (foreign, code, nil), (TestPolicy(), .contract, .contract),
                (TestPolicy(), .contract, code), (TestPolicy(), .contract, .contract),
            ]
            for (policy, recent, finalized) in rows {
                world.append(policy)
                test.advance(2)
                await test.view.poll()
                let decided = await test.view.decide(TestPolicy.request)
                let (first, second) = (decided.recent, decided.finalized)
                #expect(second?.number.value == first.map { $0.number.value - 2 })
                #expect(first.flatMap(decided.basis.answer)?.code == recent)
                #expect(second.flatMap(decided.basis.answer)?.code == finalized)
                let isAllowed = recent == .contract && finalized == .contract
                #expect(decided.decision.isAllowed == isAllowed)
                #expect(decided.decision.code == (isAllowed ? .contract : code))
            }
        }
    }
}
