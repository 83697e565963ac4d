import Authorization
import Codec
import EthereumClient
import Primitives
import TestSupport
import Testing

@testable import ChainView

@Suite("A decision waits for late nodes as long as it may, and then denies")
struct LateNodeTests {
    /// What is answered late.
    enum Late: CaseIterable {
        case nothing, everything, finalizedBlock
    }

    /// What is decided where nodes are late by a time that a single request may take.
    private func decided(
        _ late: Late, by delay: Duration, within timeout: Duration
    ) async throws -> Decided {
        let world = TestWorld()
        let nodes = ["a", "b", "c"].map { TestNode($0, world) }
        let isLate = TestBox(false)
        let finalized = world.blocks[world.blocks.count - 3].sealed.hash.hex
        let ways = nodes.map { node in
            LiarTransport { request, _ in
                let answer = LiarTransport.Answer.text(node.answer(request))
                let isAsked =
                    late == .everything
                    || late == .finalizedBlock && request.serialized().contains(finalized)
                return isLate.value && isAsked ? .late(delay, answer) : answer
            }
        }
        let test = try TestView(nodes, quorum: 2, transports: ways, timeout: .seconds(600)) {
            $0.decisionTimeout = timeout
        }
        try await test.view.start()
        isLate.change { $0 = true }
        return await test.view.decide(TestPolicy.request)
    }

    @Test("in time", arguments: Late.allCases)
    func inTime(late: Late) async throws {
        let decided = try await decided(late, by: .milliseconds(200), within: .seconds(300))
        #expect(decided.decision.isAllowed)
    }

    @Test("too late: rpc.deadline", arguments: [Late.everything, .finalizedBlock])
    func tooLate(late: Late) async throws {
        // The recent block is read in time where only the other is late.
        let timeout = Duration.milliseconds(late == .everything ? 50 : 1_500)
        let decided = try await decided(late, by: .seconds(5), within: timeout)
        #expect(!decided.decision.isAllowed && decided.decision.code == .rpcDeadline)
        #expect(
            decided.finalized?.facts == nil
                && (decided.recent?.facts == nil) == (late == .everything))
        #expect(try DecisionBasis(json: decided.basis.json) == decided.basis)
    }
}
