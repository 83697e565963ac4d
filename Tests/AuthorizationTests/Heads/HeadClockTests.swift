import Authorization
import Codec
import Primitives
import Testing

@Suite("Time is an input, and one clock is not enough")
struct HeadClockTests {
    private let honest = TestOperator.serving()

    private func clocks(wall: Int64, boot: UInt64) -> ClockReading {
        ClockReading(
            wall: Timestamp(seconds: TestChain.now.seconds &+ UInt64(bitPattern: wall)),
            sinceBoot: 1000 + boot)
    }

    @Test("S01 clock.disagree: an hour back, and no allow, neither by the pair nor by a round")
    func back() throws {
        var round = TestRound([honest], quorum: 1)
        let heads = try #require(try round.heads())
        #expect(heads.denial(at: clocks(wall: 10, boot: 10)) == nil)
        #expect(heads.denial(at: clocks(wall: -3600, boot: 10))?.code == .clockDisagree)
        round.memory = try round.outcome().memory
        round.clocks = clocks(wall: -3600, boot: 10)
        #expect(try round.denial()?.code == .clockDisagree)
        round.clocks = clocks(wall: 10, boot: 10)
        #expect(try round.heads() != nil)
    }

    @Test("S01 clock.disagree: the floor remembers the time across a restart")
    func backAcrossRestart() throws {
        var round = TestRound([honest], quorum: 1)
        round.memory = try HeadMemory(json: round.outcome().memory.json)
        #expect(round.memory.anchor == nil)
        round.clocks = ClockReading(
            wall: Timestamp(seconds: TestChain.now.seconds - 3600), sinceBoot: 1)
        #expect(try round.denial()?.code == .clockDisagree)
    }

    @Test("S01 clock.disagree: forward, and no allow, unless the chain bears the wall clock out")
    func forward() throws {
        var round = TestRound([honest], quorum: 1)
        let heads = try #require(try round.heads())
        #expect(heads.denial(at: clocks(wall: 3600, boot: 10))?.code == .clockDisagree)
        round.memory = try round.outcome().memory
        round.clocks = clocks(wall: 3600, boot: 10)
        #expect([.headStale, .headHalted].contains(try round.denial()?.code))
        round.clocks = clocks(wall: 45, boot: 5)
        #expect(try round.denial()?.code == .clockDisagree)
        round.operators[0].chain = nil
        // A machine that was paused: its other clock stood, blocks were made meanwhile.
        round.operators[0].latest = .head(
            TestChain.head(
                121, parent: TestChain.truth.head(120)?.hash ?? .zero, extra: 0,
                timestamp: TestChain.now.seconds + 40))
        #expect(try round.heads()?.recent.number == 121)
    }

    @Test("T18 head.stale: a stopped wall clock does not keep heads fresh; the other clock runs")
    func stopped() throws {
        let heads = try #require(try TestRound([honest], quorum: 1).heads())
        #expect(heads.denial(at: clocks(wall: 0, boot: 25)) == nil)
        #expect(heads.denial(at: clocks(wall: 0, boot: 31))?.code == .clockDisagree)
        #expect(heads.denial(at: clocks(wall: 55, boot: 65))?.code == .headStale)
    }

    @Test(
        "S01 clock.disagree: a wall clock that the operators' median denies, whatever a liar's says",
        arguments: [
            ([0, 10, -20], nil), ([0, 0, 90_000], nil), ([-90_000, 5, 5], nil),
            ([29, 29, 30], nil),
            ([nil, nil, 90_000], nil), ([nil, nil, nil], nil), ([3_600, 3_590, 3_610], true),
            ([-3_600, -3_600, 0], true), ([31, 40, 0], true), ([-31, -31, nil], true),
        ] as [([Int64?], Bool?)])
    func operatorsClocks(offsets: [Int64?], isDenied: Bool?) throws {
        var round = TestRound(Array(repeating: honest, count: 3), quorum: 2)
        for (place, offset) in offsets.enumerated() {
            round.operators[place].date = offset.map { offset in
                Timestamp(seconds: TestChain.now.seconds &+ UInt64(bitPattern: offset))
            }
        }
        #expect(try round.denial()?.code == (isDenied == true ? .clockDisagree : nil))
        if isDenied == true {
            #expect(try round.denial()?.sentence.contains("operators' clocks") == true)
        }
    }

    @Test("The pair says until when it may be decided by")
    func expires() throws {
        let heads = try #require(try TestRound([honest], quorum: 1).heads())
        #expect(heads.expires.seconds == TestChain.now.seconds + 60)
    }

    @Test("Halts and quarantines are kept across restarts")
    func memory() throws {
        var memory = HeadMemory(
            floor: .init(number: 7, hash: Keccak256.hash(utf8: "7"), acceptedAt: TestChain.now),
            halt: .init(code: .finalRegressed, sentence: "seen", seenAt: TestChain.now),
            quarantine: ["a": .proofAddress])
        #expect(try HeadMemory(json: memory.json) == memory)
        memory.acknowledge()
        #expect(memory.floor?.number == 7 && memory.floor?.hash == Keccak256.hash(utf8: "7"))
        #expect(memory.halt == nil && memory.quarantine.count == 1)
        #expect(throws: BasisFault.self) {
            _ = try HeadMemory(json: ["version": 2])
        }
    }

    @Test("A rule that could agree on two blocks, or on none, is refused")
    func rules() {
        func fault(_ operators: [String], _ quorum: Int, _ age: UInt64 = 60) -> HeadRule.Fault? {
            do throws(HeadRule.Fault) {
                _ = try HeadRule(
                    operators: operators, quorum: quorum, finalizedAge: age, recentAge: 60)
                return nil
            } catch { return error }
        }
        #expect(fault(["a", "b", "c"], 2) == nil)
        #expect(fault(["a"], 1) == nil)
        #expect(fault([], 0) == .operatorCount(0))
        #expect(fault(["a", "a"], 2) == .sameOperator("a"))
        #expect(fault(["a", "b"], 3) == .quorum(3, operators: 2))
        #expect(fault(["a", "b"], 0) == .quorum(0, operators: 2))
        #expect(fault(["a", "b", "c", "d"], 2) == .twoQuorums(2, operators: 4))
        #expect(fault(["a"], 1, 0) == .noAge)
    }
}
