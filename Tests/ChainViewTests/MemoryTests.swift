import Authorization
import Primitives
import TestSupport
import Testing

@testable import ChainView

@Suite("Answers from memory: the same as are read, at the same blocks only")
struct MemoryTests {
    private func view(_ world: TestWorld) async throws -> TestView {
        let test = try TestView(["a", "b", "c"].map { TestNode($0, world) }, quorum: 2)
        try await test.view.start()
        return test
    }

    @Test("nothing is in memory before it was read; then the answer is the one that was read")
    func same() async throws {
        let test = try await view(TestWorld())
        #expect(test.view.decideFromMemory(TestPolicy.request) == nil)
        let read = await test.view.decide(TestPolicy.request)
        let kept = try #require(test.view.decideFromMemory(TestPolicy.request))
        #expect(kept.basis == read.basis && kept.decision == read.decision)
        #expect(kept.expires == read.expires && kept.recentVoters == read.recentVoters)
        #expect(kept.decision.isAllowed)
    }

    @Test("the last answer is given again to the same question, to no other")
    func again() async throws {
        let test = try await view(TestWorld())
        _ = await test.view.decide(TestPolicy.request)
        let last = try #require(test.view.decideFromMemory(TestPolicy.request))
        #expect(test.view.decideFromMemory(TestPolicy.request, after: last) === last)
        let changes: [(inout BootRequest) -> Void] = [
            { $0.instanceID = Address(lastBytesOf: $0.composeHash) }, { $0.tcbStatus = "Other" },
            { $0.deviceID = nil }, { $0.composeHash = .zero }, { $0.appID = TestPolicy.kms },
            { $0.advisoryIDs.append("INTEL-SA-00001") }, { $0.kind = .kms },
            { $0.teeVariant = "dstack-other" }, { $0.mrSystem = $0.composeHash },
        ]
        for (place, change) in changes.enumerated() {
            var request = TestPolicy.request
            change(&request)
            #expect(request != TestPolicy.request, "change \(place)")
            let other = test.view.decideFromMemory(request, after: last)
            #expect(other !== last, "change \(place)")
            if let other { #expect(other.basis.request == request, "change \(place)") }
        }
    }

    @Test("a revocation at the next recent block ends the last answer")
    func revocation() async throws {
        let world = TestWorld()
        let test = try await view(world)
        _ = await test.view.decide(TestPolicy.request)
        let last = try #require(test.view.decideFromMemory(TestPolicy.request))
        #expect(last.decision.isAllowed)
        var closed = TestPolicy()
        closed.allowsCompose = false
        world.append(closed)
        test.advance(2)
        await test.view.poll()
        #expect(test.view.decideFromMemory(TestPolicy.request, after: last) == nil)
        #expect(await test.view.decide(TestPolicy.request).decision.isAllowed == false)
        let now = try #require(test.view.decideFromMemory(TestPolicy.request, after: last))
        #expect(now.decision.reason == "Compose hash not allowed")
        #expect(now.finalized?.facts == nil, "what denies at once needs no finalized facts")
    }

    @Test("heads that grew old end it too")
    func age() async throws {
        let test = try await view(TestWorld())
        _ = await test.view.decide(TestPolicy.request)
        let last = try #require(test.view.decideFromMemory(TestPolicy.request))
        test.advance(4_000)
        let late = try #require(test.view.decideFromMemory(TestPolicy.request, after: last))
        #expect(late.decision.isAllowed == false && late.decision.code == .headStale)
    }
}
