import Authorization
import Foundation
import Primitives
import TestSupport
import Testing

/// What one of five operators does, in the matrix of all.
enum Behaviour: Int, CaseIterable {
    case honest
    case lagging
    case frozen
    case deepFork
    case lateFork
    case future
    case alteredHeader
    case silent
    case empty
    case wrongChain
    case farAhead
    case alteredProofs

    /// Whether it says the truth and serves it, if a little late.
    var isHonest: Bool { self == .honest || self == .lagging }

    /// What it answers about heads.
    var answers: TestOperator {
        switch self {
        case .honest, .alteredProofs: .serving()
        case .lagging: .serving(finalized: 99, latest: 118)
        case .frozen: .serving(finalized: 50, latest: 60)
        case .deepFork: .serving(.deepFork)
        case .lateFork: .serving(.lateFork)
        case .future: Behaviour.fromTheFuture
        case .alteredHeader: .failing(.headerHash)
        case .silent: .failing(.rpcDeadline)
        case .empty: .empty
        case .wrongChain: .failing(.chainID)
        case .farAhead: .serving(.deepFork, finalized: 200, latest: 240)
        }
    }

    private static let fromTheFuture: TestOperator = {
        var operatorOfTomorrow = TestOperator.serving(.lateFork, latest: 121)
        operatorOfTomorrow.latest = .head(
            TestChain.head(
                121, parent: .zero, extra: 9, timestamp: TestChain.now.seconds + 86_400))
        return operatorOfTomorrow
    }()

    /// The chain whose state it proves, if its proofs hold.
    var proves: TestChain? {
        switch self {
        case .honest, .lagging, .frozen: .truth
        case .deepFork, .farAhead: .deepFork
        case .lateFork, .future: .lateFork
        default: nil
        }
    }
}

@Suite("Five operators, three of which must agree: every assignment of twelve behaviours")
struct HeadMatrixTests {
    /// Whether all 12⁵ assignments are tried, and not one order of each.
    private static let isFull = ProcessInfo.processInfo.environment["FULL_MATRIX"] != nil

    @Test("No false allow, no false denial while three are honest, and every pair has its votes")
    func matrix() throws {
        var tally = MatrixTally()
        var random = SeededRandom(seed: 12)
        for a in 0..<12 {
            for b in (HeadMatrixTests.isFull ? 0 : a)..<12 {
                for c in (HeadMatrixTests.isFull ? 0 : b)..<12 {
                    for d in (HeadMatrixTests.isFull ? 0 : c)..<12 {
                        for e in (HeadMatrixTests.isFull ? 0 : d)..<12 {
                            var list = [a, b, c, d, e].compactMap(Behaviour.init(rawValue:))
                            if !HeadMatrixTests.isFull { list.shuffle(using: &random) }
                            try tally.judge(list)
                        }
                    }
                }
            }
        }
        #expect(tally.count == (HeadMatrixTests.isFull ? 248_832 : 4368))
        #expect(tally.faults.isEmpty, "\(tally.faults.prefix(10))")
        #expect(tally.allows > 0 && tally.denials > 0)
    }
}

/// The oracle: it knows what each operator is, which the code under test does not.
private struct MatrixTally {
    var count = 0
    var allows = 0
    var denials = 0
    var faults: [String] = []

    mutating func judge(_ behaviours: [Behaviour]) throws {
        count += 1
        let round = TestRound(behaviours.map(\.answers), quorum: 3)
        let outcome = try round.outcome()
        let honest = behaviours.filter(\.isHonest).count
        guard case .success(let heads) = outcome.heads else {
            denials += 1
            if honest >= 3 { faults.append("false denial: \(behaviours)") }
            return
        }
        try check(heads, behaviours)
        // In one world the true chain allows the boot; in the other only the forks do.
        let allowedByTruth = allowed(heads, behaviours) { $0 == .truth }
        let allowedByForks = allowed(heads, behaviours) { $0 != .truth }
        if honest >= 3, !allowedByTruth { faults.append("false denial: \(behaviours)") }
        let colluders = max(
            behaviours.count { $0 == .deepFork || $0 == .farAhead },
            behaviours.count { $0 == .lateFork || $0 == .future })
        if colluders < 3, allowedByForks { faults.append("false allow: \(behaviours)") }
        allows += allowedByTruth || allowedByForks ? 1 : 0
        for (label, _) in outcome.lies {
            let place = Int(label.dropFirst("operator ".count)) ?? 0
            if behaviours[place].isHonest, colluders < 3 {
                faults.append("honest operator accused: \(behaviours)")
            }
        }
    }

    /// Three operators gave each hash, and no block is older than allowed.
    private mutating func check(_ heads: AgreedHeads, _ behaviours: [Behaviour]) throws {
        for (head, isFinal) in [(heads.finalized, true), (heads.recent, false)] {
            let votes = behaviours.count { behaviour in
                let answers = behaviour.answers
                let top = isFinal ? answers.finalized.head : answers.latest.head
                guard let top, top.number >= head.number else { return false }
                return top == head || answers.chain?.head(head.number.value) == head
            }
            if votes < 3 { faults.append("\(votes) votes: \(behaviours)") }
        }
        if heads.recent.timestamp.adding(seconds: 60) < TestChain.now
            || heads.finalized.timestamp.adding(seconds: 1500) < TestChain.now
        {
            faults.append("old heads: \(behaviours)")
        }
    }

    /// The decision where the contract allows the boot on the chains that `holds` says, read from
    /// the first operator whose proofs hold at the agreed blocks.
    private func allowed(
        _ heads: AgreedHeads, _ behaviours: [Behaviour], _ holds: (TestChain) -> Bool
    ) -> Bool {
        func reading(_ head: Head) -> Bool? {
            for behaviour in behaviours {
                guard let chain = behaviour.proves, let top = behaviour.answers.latest.head,
                    top.number >= head.number, chain.head(head.number.value) == head
                else { continue }
                return TestChain.truth.head(head.number.value) == head
                    ? holds(.truth) : holds(chain)
            }
            return nil
        }
        var basis = MatrixTally.basis
        for (head, place) in [
            (heads.recent, \DecisionBasis.recent), (heads.finalized, \.finalized),
        ] {
            guard let isAllowed = reading(head) else {
                basis.denial = HeadDenial(.proofInvalid, "no proof")
                continue
            }
            basis[keyPath: place] = DecisionBasis.View(
                number: head.number, hash: head.hash, stateRoot: .zero, timestamp: head.timestamp,
                facts: .facts(
                    PolicyFacts(
                        kms: PolicyFacts.Kms(
                            allowsImage: isAllowed, allowsMeasurement: true, allowsDevice: true,
                            isRegistered: true, gatewayAppID: ""), app: nil)))
        }
        return basis.decision.isAllowed
    }

    private static let basis = DecisionBasis(
        request: TestRequest.kms, kms: TestRequest.contract, quorum: 3, rules: LocalRules())
}

extension TestChain: Equatable {
    static func == (left: TestChain, right: TestChain) -> Bool { left.from == right.from }
}

/// Requests that no local rule denies.
enum TestRequest {
    static let contract = Address(lastBytesOf: Keccak256.hash(utf8: "kms"))
    static let kms = BootRequest(
        kind: .kms, teeVariant: "dstack-tdx", mrAggregated: Keccak256.hash(utf8: "mr"),
        osImageHash: Keccak256.hash(utf8: "image"), mrSystem: nil,
        appID: Address(lastBytesOf: Keccak256.hash(utf8: "app")),
        composeHash: Keccak256.hash(utf8: "compose"), instanceID: .zero,
        deviceID: Keccak256.hash(utf8: "device"), tcbStatus: "UpToDate", advisoryIDs: ["A"])
    static let app: BootRequest = {
        var request = kms
        request.kind = .app
        return request
    }()
}
