import Authorization
import AuthorizationService
import Foundation
import Primitives
import TestSupport
import Testing

@testable import ChainView

@Suite("What a person is told of the chain, by GET /ready and GET /metrics")
struct ToldTests {
    private func metric(_ name: String, _ test: TestView) -> String? {
        ChainBackend(test.view, rpc: "").metrics.first { $0.name == name }?.value
    }

    @Test("R02 head.halted: the chain that stands is named, not the providers")
    func halted() async throws {
        let test = try TestView(["a", "b"].map { TestNode($0, TestWorld()) }, quorum: 2)
        try await test.view.start()
        #expect(ChainBackend(test.view, rpc: "").missing.isEmpty)
        test.advance(100)
        await test.view.poll()
        let missing = ChainBackend(test.view, rpc: "").missing
        #expect(missing.first?.hasPrefix("head.halted: the chain stands: a b") == true)
    }

    @Test("R02 head.stale: old blocks of a view that asks no more are no halted chain")
    func stale() async throws {
        let world = TestWorld()
        let test = try TestView(["a", "b"].map { TestNode($0, world) }, quorum: 2)
        try await test.view.start()
        test.advance(100)
        #expect(
            ChainBackend(test.view, rpc: "").missing.first?.hasPrefix("head.stale: ") == true)
    }

    @Test("G05: decisions go on with a KMS that nobody owns, and it is told to be frozen")
    func frozen() async throws {
        var policy = TestPolicy()
        for (owner, isFrozen) in [(7, false), (0, true)] as [(UInt64, Bool)] {
            policy.owner = owner
            let test = try TestView([TestNode("a", TestWorld(policy))], quorum: 1)
            try await test.view.start()
            #expect(test.view.status.kms?.isFrozen == isFrozen)
            #expect(metric("authd_kms_frozen", test) == (isFrozen ? "1" : "0"))
            #expect(await test.view.decide(TestPolicy.request).decision.isAllowed)
            var other = TestPolicy.request
            other.composeHash = .zero
            #expect(await test.view.decide(other).decision.isAllowed == false)
        }
    }

    @Test("S02: a start without a floor is told until the next one")
    func floor() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "heads.json").path
        let world = TestWorld()
        func start() async throws -> TestView {
            let test = try TestView([TestNode("a", world)], quorum: 1) { $0.memoryFile = path }
            try await test.view.start()
            return test
        }
        let first = try await start()
        #expect(metric("authd_started_without_floor", first) == "1")
        #expect(await first.view.decide(TestPolicy.request).isWithoutFloor)
        await first.view.poll()
        #expect(metric("authd_started_without_floor", first) == "1", "a scrape comes later")
        let second = try await start()
        #expect(metric("authd_started_without_floor", second) == "0")
        #expect(await second.view.decide(TestPolicy.request).isWithoutFloor == false)
        try FileManager.default.removeItem(atPath: path)
        #expect(try await metric("authd_started_without_floor", start()) == "1")
    }
}
