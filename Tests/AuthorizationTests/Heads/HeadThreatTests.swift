import Authorization
import Primitives
import Testing

@Suite("Threats to the heads, each with its rule")
struct HeadThreatTests {
    private let honest = TestOperator.serving()

    @Test("Three honest of five agree on the newest finalized and recent block that three have")
    func agreement() throws {
        let round = TestRound([honest, honest, honest, .failing(.rpcDeadline), .empty], quorum: 3)
        let heads = try #require(try round.heads())
        #expect(heads.finalized.number == 100 && heads.recent.number == 120)
        #expect(heads.finalizedVoters == ["operator 0", "operator 1", "operator 2"])
        #expect(heads.isWithoutFloor)
        #expect(try round.outcome().memory.floor?.number == 100)
    }

    @Test("R01 head.stale: an old but true block, by operators that are behind others")
    func stale() throws {
        let frozen = TestOperator.serving(finalized: 50, latest: 60)
        let older = TestOperator.serving(finalized: 50, latest: 61)
        let denial = try TestRound([frozen, older, older, .empty, .empty], quorum: 3).denial()
        #expect(denial?.code == .headStale)
        #expect(denial?.sentence.contains("the agreed recent block 60") == true)
    }

    @Test("R02 head.halted: a quorum has nothing newer, so it is the chain that stands")
    func halted() throws {
        let frozen = TestOperator.serving(finalized: 50, latest: 60)
        let round = TestRound([frozen, frozen, frozen, frozen, .empty], quorum: 3)
        #expect(try round.denial()?.code == .headHalted)
        var later = TestRound([honest, honest, honest, frozen, .empty], quorum: 3)
        later.memory = try round.outcome().memory
        #expect(try later.heads()?.recent.number == 120)
    }

    @Test("R03 head.disagree: different hashes at one recent height")
    func disagree() throws {
        let fork = TestOperator.serving(.lateFork)
        let round = TestRound([honest, honest, fork, fork, .empty], quorum: 3)
        #expect(try round.denial()?.code == .headDisagree)
        #expect(try round.outcome().memory.halt == nil)
    }

    @Test(
        "R03 head.equivocation: two finalized hashes with votes halt every allow until acknowledged"
    )
    func equivocation() throws {
        let fork = TestOperator.serving(.deepFork)
        let round = TestRound([honest, honest, fork, fork, .empty], quorum: 3)
        let memory = try round.outcome().memory
        #expect(try round.denial()?.code == .headEquivocation)
        var later = TestRound([honest, honest, honest, honest, honest], quorum: 3)
        later.memory = memory
        #expect(try later.denial()?.code == .headEquivocation)
        later.memory.acknowledge()
        #expect(try later.heads() != nil)
    }

    @Test("R03 head.equivocation: one operator alone halts nothing and loses its vote")
    func oneEquivocator() throws {
        let fork = TestOperator.serving(.deepFork)
        var round = TestRound([honest, honest, honest, fork, .empty], quorum: 3)
        let outcome = try round.outcome()
        #expect(outcome.lies == ["operator 3": .headEquivocation])
        #expect(outcome.memory.halt == nil)
        round.memory = outcome.memory
        round.operators = [honest, honest, .empty, honest, .empty]
        #expect(try round.denial() != nil)
        round.memory.quarantine = [:]
        #expect(try round.heads() != nil)
    }

    @Test("R04 head.future: a block ahead of the clock is no vote")
    func future() throws {
        var round = TestRound([honest], quorum: 1)
        round.clocks = ClockReading(
            wall: Timestamp(seconds: TestChain.now.seconds - 16), sinceBoot: 1000)
        #expect(try round.denial()?.code == .headFuture)
        round.clocks = ClockReading(
            wall: Timestamp(seconds: TestChain.now.seconds - 15), sinceBoot: 1000)
        #expect(try round.heads() != nil)
    }

    @Test("R05 final.regressed: another hash where one was accepted as final halts every allow")
    func regressed() throws {
        let fork = TestOperator.serving(.deepFork, finalized: 101)
        var round = TestRound([fork, fork, fork], quorum: 2)
        round.memory = try TestRound([honest, honest, honest], quorum: 2).outcome().memory
        let outcome = try round.outcome()
        #expect(try round.denial()?.code == .finalRegressed)
        round.memory = outcome.memory
        round.operators = [honest, honest, honest]
        #expect(try round.denial()?.code == .finalRegressed, "it stays halted")
        round.memory.acknowledge()
        #expect(try round.heads() != nil)
    }

    @Test("R05 final.regressed: an acknowledgement keeps the floor; another block must be named")
    func acknowledged() throws {
        let fork = TestOperator.serving(.deepFork, finalized: 101)
        var round = TestRound([fork, fork, fork], quorum: 2)
        round.memory = try TestRound([honest, honest, honest], quorum: 2).outcome().memory
        let floor = try #require(round.memory.floor)
        let halted = try round.outcome().memory
        round.memory = halted
        round.memory.acknowledge()
        #expect(round.memory.floor?.hash == floor.hash)
        #expect(try round.denial()?.code == .finalRegressed, "the chain is still the other one")
        let other = try #require(TestChain.deepFork.head(floor.number.value))
        round.memory = halted
        round.memory.acknowledge(floor: other.hash)
        #expect(round.memory.floor?.number == floor.number)
        let heads = try #require(try round.heads())
        #expect(heads.finalized.number == 101 && !heads.isWithoutFloor)
        round.operators = [honest, honest, honest]
        #expect(try round.denial()?.code == .finalRegressed, "the named block is the floor now")
    }

    @Test("R03 head.equivocation: an acknowledgement of it takes no other floor")
    func acknowledgedEquivocation() throws {
        var memory = try TestRound([honest], quorum: 1).outcome().memory
        let floor = try #require(memory.floor)
        memory.halt = .init(code: .headEquivocation, sentence: "seen", seenAt: TestChain.now)
        memory.acknowledge(floor: .zero)
        #expect(memory.floor?.hash == floor.hash && memory.floor?.number == floor.number)
    }

    @Test("R05 final.regressed: finalized tags that merely go back keep the block accepted before")
    func tagsGoBack() throws {
        let behind = TestOperator.serving(finalized: 98)
        var round = TestRound([behind, behind, behind], quorum: 2)
        round.memory = try TestRound([honest, honest, honest], quorum: 2).outcome().memory
        let heads = try #require(try round.heads())
        #expect(heads.finalized.number == 100)
    }

    @Test("R01 head.stale: nothing below the floor, also after a restart")
    func floor() throws {
        let behind = TestOperator.serving(finalized: 90, latest: 97)
        var round = TestRound([behind, behind, behind], quorum: 2)
        round.memory = try HeadMemory(
            json: TestRound([honest, honest, honest], quorum: 2).outcome().memory.json)
        #expect(round.memory.floor?.number == 100)
        let denial = try #require(try round.denial())
        #expect(denial.code == .headStale && denial.sentence.contains("accepted as final"))
    }

    @Test("R06 header.hash: a header that does not hash to its hash is no vote, and a lie")
    func headerHash() throws {
        let round = TestRound([.failing(.headerHash)], quorum: 1)
        #expect(try round.denial()?.code == .headerHash)
        #expect(try round.outcome().lies == ["operator 0": .headerHash])
        #expect(try round.outcome().memory.quarantine == ["operator 0": .headerHash])
    }

    @Test(
        "A fault of one operator takes its vote alone; where the quorum needs it, its rule denies",
        arguments: [
            DecisionCode.headerFork, .chainID, .rpcSize, .rpcDeadline, .rpcConnect, .rpcJSON,
            .rpcID, .rpcHex, .rpcType, .rpcRedirect, .rpcContent, .rpcTLS, .rpcAddress, .rpcStatus,
            .rpcFraming, .rpcClosed, .node,
        ])
    func faults(code: DecisionCode) throws {
        #expect(
            try TestRound([honest, honest, honest, .failing(code)], quorum: 3).heads() != nil)
        let denial = try TestRound([honest, honest, .failing(code)], quorum: 3).denial()
        #expect(denial?.code == code)
        #expect(denial?.sentence.contains("operator 2 \(code.rawValue)") == true)
    }

    @Test("R20 quorum.lost: the quorum never shrinks, however few are left")
    func quorumLost() throws {
        for count in 0...2 {
            let list = (0..<5).map { place in
                place < count ? honest : place == 4 ? TestOperator.empty : .failing(.rpcConnect)
            }
            let denial = try TestRound(list, quorum: 3).denial()
            #expect(denial?.code == .quorumLost)
            #expect(denial?.sentence.hasPrefix("\(count) of 5") == true)
        }
    }

    @Test("R25 head.missing: an operator that knows no block is behind, and no more")
    func unknown() throws {
        #expect(try TestRound([honest, honest, .empty], quorum: 2).heads() != nil)
        #expect(try TestRound([honest, .empty, .empty], quorum: 2).denial()?.code == .headMissing)
    }

    @Test("A liar far ahead and a laggard far behind do not move the height")
    func heights() throws {
        let ahead = TestOperator.serving(.deepFork, finalized: 200, latest: 240)
        let behind = TestOperator.serving(finalized: 45, latest: 50)
        let heads = try TestRound([ahead, honest, behind, honest, honest], quorum: 3).heads()
        #expect(heads?.finalized.number == 100 && heads?.recent.number == 120)
    }

    @Test("R03 head.disagree: recent blocks that do not stand on the finalized block are refused")
    func unlinked() throws {
        // The finalized block is agreed at 100; two of its voters serve another chain from there.
        var liar = TestOperator.serving(.deepFork, finalized: 99)
        liar.finalized = TestChain.truth.head(98).map { .head($0) } ?? .unknown
        let round = TestRound([liar, liar, honest], quorum: 3)
        #expect(try round.denial()?.code == .headDisagree)
    }

    @Test("R03 head.equivocation: an operator that gives two blocks for its final height lies")
    func contradiction() throws {
        var liar = TestOperator.serving()
        liar.finalized = TestChain.deepFork.head(100).map { .head($0) } ?? .unknown
        let round = TestRound([liar, honest, honest], quorum: 2)
        #expect(try round.heads()?.recentVoters == ["operator 1", "operator 2"])
        #expect(try round.outcome().lies == ["operator 0": .headEquivocation])
    }
}
