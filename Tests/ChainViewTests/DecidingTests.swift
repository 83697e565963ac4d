import Authorization
import EthereumClient
import Primitives
import TestSupport
import Testing

@testable import ChainView

@Suite("Answers to a boot, over agreed heads and proved facts")
struct DecidingTests {
    private func view(
        _ world: TestWorld, nodes count: Int = 3, quorum: Int = 2,
        _ change: (inout ChainViewConfiguration) -> Void = { _ in }
    ) async throws -> (TestView, [TestNode]) {
        let nodes = ["a", "b", "c", "d", "e"].prefix(count).map { TestNode($0, world) }
        let test = try TestView(nodes, quorum: quorum, change)
        try await test.view.start()
        return (test, nodes)
    }

    @Test("Allowed at both heights, with both blocks, voters and a basis that repeats the answer")
    func allowed() async throws {
        let world = TestWorld()
        let (test, _) = try await view(world)
        let decided = await test.view.decide(TestPolicy.request)
        #expect(decided.decision.isAllowed && decided.evidence == .proved)
        #expect(decided.finalized?.number == 9 && decided.recent?.number == 11)
        #expect(decided.recent?.hash == world.head.sealed.hash)
        #expect(decided.recentVoters == ["a", "b", "c"])
        #expect(decided.decision.gatewayAppID.hasPrefix("0x9a9a"))
        #expect(decided.expires?.seconds == TestWorld.start + 60)
        let repeated = try DecisionBasis(json: decided.basis.json)
        #expect(repeated == decided.basis && repeated.decision == decided.decision)
    }

    @Test("The contract's own words, whichever rule of it denies")
    func contractWords() async throws {
        let rows: [(String, (inout TestPolicy) -> Void)] = [
            ("App not registered", { $0.isRegistered = false }),
            ("OS image is not allowed", { $0.allowsImage = false }),
            ("App not deployed or invalid address", { $0.app = .absent }),
            ("Compose hash not allowed", { $0.allowsCompose = false }),
            ("Device not allowed", { $0.allowsDevice = false }),
        ]
        for (reason, change) in rows {
            var policy = TestPolicy()
            change(&policy)
            let (test, _) = try await view(TestWorld(policy), nodes: 1, quorum: 1)
            let decided = await test.view.decide(TestPolicy.request)
            #expect(decided.decision.reason == reason)
            #expect(decided.decision.code == .contract && decided.evidence == .single)
            #expect(try DecisionBasis(json: decided.basis.json) == decided.basis)
        }
        var policy = TestPolicy()
        policy.requiresUpToDate = true
        let (test, _) = try await view(TestWorld(policy), nodes: 1, quorum: 1)
        var request = TestPolicy.request
        request.tcbStatus = "UpToDate "
        let decided = await test.view.decide(request)
        #expect(decided.decision.reason == "TCB status is not up to date")
    }

    @Test("G20: a grant counts once it is final, a revocation at the next recent block")
    func grantAndRevocation() async throws {
        var closed = TestPolicy()
        closed.allowsCompose = false
        let world = TestWorld(closed)
        let (test, _) = try await view(world)
        func answer(after policy: TestPolicy) async -> Bool {
            world.append(policy)
            test.advance(2)
            await test.view.poll()
            return await test.view.decide(TestPolicy.request).decision.isAllowed
        }
        #expect(await test.view.decide(TestPolicy.request).decision.isAllowed == false)
        #expect(await answer(after: TestPolicy()) == false)
        #expect(await answer(after: TestPolicy()) == false)
        #expect(await answer(after: TestPolicy()) == true)
        #expect(await answer(after: closed) == false)
    }

    @Test("G01 kms.code: an upgrade of the KMS to unknown code denies everything")
    func kmsCode() async throws {
        var policy = TestPolicy()
        policy.kmsCode = TestPolicy.runtime("DstackKmsV2", at: TestPolicy.kmsCodeAddress)
        let world = TestWorld()
        let (test, _) = try await view(world)
        #expect(test.view.status.isReady)
        world.append(policy)
        await test.view.poll()
        let decided = await test.view.decide(TestPolicy.request)
        #expect(decided.decision.code == .kmsCode)
        let (fresh, _) = try await view(TestWorld(policy))
        #expect(!fresh.view.status.isReady)
    }

    @Test(
        "G03 kms.code, app.code: the same words count under a template with their layout only",
        arguments: [ContractLayout.dstack, nil])
    func layout(layout: ContractLayout?) async throws {
        func template(_ name: String, _ starts: [Int]) -> CodeTemplate {
            let code = TestPolicy.runtime(name, at: .zero)
            return CodeTemplate(
                name: name, byteCount: code.count, immutables: starts, hash: Keccak256.hash(code),
                layout: layout)
        }
        let kms = template("DstackKmsV2", [2375, 2416, 2740])
        var policy = TestPolicy()
        policy.kmsCode = TestPolicy.runtime("DstackKmsV2", at: TestPolicy.kmsCodeAddress)
        let (upgraded, _) = try await view(TestWorld(policy)) { $0.templates.kms.append(kms) }
        let known = await upgraded.view.decide(TestPolicy.request).decision
        #expect(known.isAllowed == (layout == .dstack))
        #expect(upgraded.view.status.isReady == (layout == .dstack))
        #expect(known.isAllowed || known.code == .kmsCode)
        let app = template("DstackApp", [3681, 3722, 4216])
        let other = CodeTemplate(
            name: "Other", byteCount: 1, immutables: [], hash: .zero, layout: .dstack)
        let (registered, _) = try await view(TestWorld()) { $0.templates.apps = [other, app] }
        let decision = await registered.view.decide(TestPolicy.request).decision
        #expect(decision.isAllowed == (layout == .dstack))
        #expect(decision.isAllowed || decision.code == .appCode)
    }

    @Test("G07 app.code, G14 app.delegated, G15: strict mode denies apps of unknown code")
    func appCode() async throws {
        let delegated = Bytes([0xef, 0x01, 0x00]) + Bytes(repeating: 7, count: 20)
        let rows: [(TestPolicy.App, DecisionCode)] = [
            (.code(TestPolicy.runtime("AlwaysAllow", at: TestPolicy.appID)), .appCode),
            (.beacon, .appCode), (.code(delegated), .delegated),
        ]
        for (app, code) in rows {
            var policy = TestPolicy()
            policy.app = app
            let (test, _) = try await view(TestWorld(policy))
            #expect(await test.view.decide(TestPolicy.request).decision.code == code)
        }
    }

    @Test("G10 app.self, G18 local.tee, G23 local.zero: local rules deny without a read")
    func localRules() async throws {
        let (test, nodes) = try await view(TestWorld()) {
            $0.rules.deniedVariants = ["dstack-aws-nitro-tpm"]
        }
        for item in nodes { item.forgetRequests() }
        var request = TestPolicy.request
        request.appID = TestPolicy.kms
        #expect(await test.view.decide(request).decision.code == .itself)
        request = TestPolicy.request
        request.teeVariant = "dstack-aws-nitro-tpm"
        #expect(await test.view.decide(request).decision.code == .tee)
        request = TestPolicy.request
        request.composeHash = .zero
        #expect(await test.view.decide(request).decision.code == .zero)
        #expect(nodes.allSatisfy { $0.requests.isEmpty })
    }

    @Test("local.evidence: a least level forbids what lies below it, and says how to reach it")
    func leastEvidence() async throws {
        let (test, _) = try await view(TestWorld(), nodes: 1, quorum: 1) {
            $0.rules.leastEvidence = .proved
        }
        let decided = await test.view.decide(TestPolicy.request)
        #expect(decided.decision.code == .evidence)
        #expect(decided.decision.reason.contains("at least two providers"))
        let (enough, _) = try await view(TestWorld()) { $0.rules.leastEvidence = .proved }
        #expect(await enough.view.decide(TestPolicy.request).decision.isAllowed)
    }

    @Test("Equal requests at the same time are one read, and facts serve until the heads move")
    func oneRead() async throws {
        let world = TestWorld()
        let (test, nodes) = try await view(world, nodes: 1, quorum: 1)
        nodes[0].forgetRequests()
        let answers = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 {
                group.addTask { await test.view.decide(TestPolicy.request).decision.isAllowed }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers == Array(repeating: true, count: 50))
        let count = nodes[0].requests.count
        #expect(count <= 12, "\(nodes[0].requests)")
        _ = await test.view.decide(TestPolicy.request)
        #expect(nodes[0].requests.count == count)
        world.append(TestPolicy())
        await test.view.poll()
        nodes[0].forgetRequests()
        _ = await test.view.decide(TestPolicy.request)
        #expect(nodes[0].requests.count > 0)
    }

    @Test("S06: a clock turned while facts are read denies")
    func clockDuringRead() async throws {
        let world = TestWorld()
        let (test, _) = try await view(world, nodes: 1, quorum: 1)
        #expect(await test.view.decide(TestPolicy.request).decision.isAllowed)
        test.turnWall(by: -3600)
        #expect(await test.view.decide(TestPolicy.request).decision.code == .clockDisagree)
        test.turnWall(by: 7200)
        #expect(await test.view.decide(TestPolicy.request).decision.code == .clockDisagree)
        test.turnWall(by: -3600)
        #expect(await test.view.decide(TestPolicy.request).decision.isAllowed)
    }
}
