import Authorization
import Chain
import Foundation
import Primitives

/// Chains of headers for tests: a true one and forks of it, with real hashes.
struct TestChain: Sendable {
    /// The moment at which the tests stand.
    static let now = Timestamp(seconds: 2_000_000_000)
    /// Two seconds a block; the true chain's block 120 is of this moment.
    static let truth = TestChain(extra: 0, from: 0)
    /// Another block 99, and all that follow it.
    static let deepFork = TestChain(extra: 1, from: 99)
    /// Another block 111, and all that follow it.
    static let lateFork = TestChain(extra: 2, from: 111)

    private let heads: [UInt64: Head]
    /// The first block that is not on the true chain.
    let from: UInt64

    private init(extra: UInt8, from: UInt64) {
        self.from = from
        var heads: [UInt64: Head] = [:]
        var parent = Hash32.zero
        for number in UInt64(40)...240 {
            let head = TestChain.head(number, parent: parent, extra: number >= from ? extra : 0)
            parent = head.hash
            heads[number] = head
        }
        self.heads = heads
    }

    /// The block of a number, 40 to 240.
    func head(_ number: UInt64) -> Head? { heads[number] }

    /// A block with a time of its own: two seconds after the one before it, the 120th now, and none
    /// of the future.
    static func head(
        _ number: UInt64, parent: Hash32, extra: UInt8, timestamp: UInt64? = nil
    ) -> Head {
        let usual = min(now.seconds, now.seconds - 240 + number * 2)
        return Head(
            Header(
                parentHash: parent, beneficiary: .zero, stateRoot: .zero, transactionsRoot: .zero,
                receiptsRoot: .zero, logsBloom: Bloom(), number: BlockNumber(number), gasLimit: 1,
                gasUsed: 0, timestamp: Timestamp(seconds: timestamp ?? usual),
                extraData: Bytes([extra])))
    }
}

/// What an operator of a test answers.
struct TestOperator: Sendable {
    var finalized: HeadTestimony.Answer
    var latest: HeadTestimony.Answer
    var chain: TestChain?
    /// What its own clock says.
    var date: Timestamp?

    /// One that serves `chain` up to `latest`, final up to `finalized`.
    static func serving(
        _ chain: TestChain = .truth, finalized: UInt64 = 100, latest: UInt64 = 120
    ) -> TestOperator {
        func answer(_ number: UInt64) -> HeadTestimony.Answer {
            chain.head(number).map { .head($0) } ?? .unknown
        }
        return TestOperator(
            finalized: answer(finalized), latest: answer(latest), chain: chain)
    }

    /// One whose every answer is a fault.
    static func failing(_ code: DecisionCode) -> TestOperator {
        TestOperator(finalized: .failed(code), latest: .failed(code), chain: nil)
    }

    /// One that knows no block.
    static let empty = TestOperator(finalized: .unknown, latest: .unknown, chain: nil)

    /// Its testimony, with answers to the numbers that it can know.
    func testimony(_ label: String, asked numbers: [BlockNumber]) -> HeadTestimony {
        var testimony = HeadTestimony(label: label, finalized: finalized, latest: latest)
        testimony.date = date
        guard let chain else { return testimony }
        for number in numbers where number.value <= latest.head?.number.value ?? 0 {
            testimony.byNumber[number] = chain.head(number.value).map { .head($0) } ?? .unknown
        }
        return testimony
    }
}

/// One round with a number of operators.
struct TestRound {
    var operators: [TestOperator]
    var quorum: Int
    var memory = HeadMemory()
    var clocks = ClockReading(wall: TestChain.now, sinceBoot: 1000)
    var finalizedAge: UInt64 = 1500
    var recentAge: UInt64 = 60

    init(_ operators: [TestOperator], quorum: Int) {
        self.operators = operators
        self.quorum = quorum
    }

    func rule() throws -> HeadRule {
        try HeadRule(
            operators: operators.indices.map { "operator \($0)" }, quorum: quorum,
            finalizedAge: finalizedAge, recentAge: recentAge)
    }

    /// Asks, and agrees.
    func outcome() throws -> HeadAgreement.Outcome {
        let rule = try rule()
        func testimonies(_ numbers: [BlockNumber]) -> [HeadTestimony] {
            operators.enumerated().map { $1.testimony("operator \($0)", asked: numbers) }
        }
        let numbers = HeadAgreement.questions(testimonies([]), memory, rule: rule)
        return HeadAgreement.agree(testimonies(numbers), memory, rule: rule, clocks: clocks)
    }

    /// The pair; nil after a denial.
    func heads() throws -> AgreedHeads? { try? outcome().heads.get() }

    /// The denial; nil when there is a pair.
    func denial() throws -> HeadDenial? {
        if case .failure(let denial) = try outcome().heads { denial } else { nil }
    }
}
