import Chain
import Primitives

/// One round of agreement while it is judged.
struct HeadRound {
    let votes: [HeadTestimony]
    let rule: HeadRule
    let clocks: ClockReading
    var memory: HeadMemory
    var lies: [String: BootDecision.Code] = [:]

    /// Drops what cannot count: unknown labels, second votes, quarantined operators, blocks from the
    /// future.
    init(
        _ testimonies: [HeadTestimony], _ memory: HeadMemory, _ rule: HeadRule,
        _ clocks: ClockReading
    ) {
        self.rule = rule
        self.clocks = clocks
        self.memory = memory
        votes = rule.operators.map { label in
            if let lie = memory.quarantine[label] { return .failed(label, lie) }
            guard var vote = testimonies.first(where: { $0.label == label }) else {
                return .failed(label, .quorumLost)
            }
            let horizon = clocks.wall.adding(seconds: HeadRule.futureTolerance)
            for case .head(let head) in [vote.latest, vote.finalized] where head.timestamp > horizon
            {
                vote = .failed(label, .headFuture)
            }
            return vote.contradictsItself ? .failed(label, .headEquivocation) : vote
        }
        for vote in votes where memory.quarantine[vote.label] == nil {
            if let lie = vote.fault, [.headerHash, .headEquivocation].contains(lie) {
                lies[vote.label] = lie
            }
        }
    }

    /// The pair, or the first rule that keeps it from being one.
    mutating func agree() throws(HeadDenial) -> AgreedHeads {
        try checkClocks()
        let isWithoutFloor = memory.floor == nil
        var finalized = try finalizedBlock()
        accuseOthers(at: finalized.block)
        finalized = try aboveFloor(finalized)
        if let halt = memory.halt { throw HeadDenial(halt.code, halt.sentence) }
        let recent = try recentBlock(above: finalized.block)
        let now = clocks.latest(since: memory.anchor)
        if let denial = AgreedHeads.staleness(of: finalized.block, recent.block, rule, now: now) {
            throw haltedChain(recent.block, denial) ?? denial
        }
        try checkForward(recent.block)
        memory.floor = HeadMemory.Floor(
            number: finalized.block.number, hash: finalized.block.hash, acceptedAt: clocks.wall)
        memory.anchor = clocks
        return AgreedHeads(
            finalized: finalized.block, recent: recent.block, finalizedVoters: finalized.voters,
            recentVoters: recent.voters, agreedAt: clocks, isWithoutFloor: isWithoutFloor,
            rule: rule)
    }

    /// A block with those who gave its hash.
    struct Candidate {
        let block: Head
        let voters: [String]
    }

    private func checkClocks() throws(HeadDenial) {
        if let anchor = memory.anchor, clocks.isTurnedBack(since: anchor) {
            throw .clockTurned(expected: clocks.expectedWall(since: anchor), found: clocks.wall)
        }
        if let floor = memory.floor,
            clocks.wall.adding(seconds: HeadRule.clockTolerance) < floor.acceptedAt
        {
            throw .clockTurned(expected: floor.acceptedAt, found: clocks.wall)
        }
        if let dates = medianDate, !dates.isNear(clocks.wall) {
            throw .clocksApart(operators: dates, found: clocks.wall)
        }
    }

    /// The clock of the operators, where enough of them tell it: M honest ones stand around the
    /// median whatever the others say.
    private var medianDate: Timestamp? {
        let dates = votes.compactMap { $0.fault == nil ? $0.date : nil }.sorted()
        return dates.count >= rule.quorum && rule.quorum > 1 ? dates[dates.count / 2] : nil
    }

    /// A wall clock that ran ahead of the other one is believed only where the chain bears it out:
    /// no block is made before its time.
    private func checkForward(_ recent: Head) throws(HeadDenial) {
        guard let anchor = memory.anchor, clocks.isTurnedForward(since: anchor),
            recent.timestamp.adding(seconds: HeadRule.clockTolerance) < clocks.wall
        else { return }
        throw .clockTurned(expected: clocks.expectedWall(since: anchor), found: clocks.wall)
    }

    /// The operators that gave each hash for the block `number`, of those that `counts` admits.
    func groups(
        at number: BlockNumber, where counts: (HeadTestimony) -> Bool
    ) -> [Candidate] {
        var blocks: [Head] = []
        var voters: [[String]] = []
        for vote in votes {
            guard vote.fault == nil, counts(vote), let head = vote.head(at: number) else {
                continue
            }
            if let place = blocks.firstIndex(of: head) {
                voters[place].append(vote.label)
            } else {
                blocks.append(head)
                voters.append([vote.label])
            }
        }
        return zip(blocks, voters).map(Candidate.init)
    }

    /// The highest block that M operators give as final.
    private mutating func finalizedBlock() throws(HeadDenial) -> Candidate {
        let numbers = HeadAgreement.candidates(usable(\.finalized), rule)
        guard !numbers.isEmpty else { throw lost(\.finalized, "a finalized block") }
        for number in numbers {
            let groups = groups(at: number) { $0.callsFinal(number) }
            if let agreed = groups.first(where: { $0.voters.count >= rule.quorum }) {
                return agreed
            }
        }
        for number in numbers {
            let groups = groups(at: number) { $0.callsFinal(number) }
            let strong = groups.filter { $0.voters.count > 1 }
            if strong.count > 1 {
                throw halt(
                    .headEquivocation,
                    "two finalized blocks \(number): "
                        + strong.map { "\($0.block.hash) by \(names($0.voters))" }
                        .joined(separator: ", "))
            }
        }
        throw disagreement(at: numbers, "finalized")
    }

    /// Who calls another block final at the height at which a quorum agrees has lied or is broken.
    private mutating func accuseOthers(at finalized: Head) {
        for vote in votes where vote.fault == nil {
            guard let own = vote.finalized.head, own.number >= finalized.number,
                let other = vote.head(at: finalized.number), other != finalized
            else { continue }
            lies[vote.label] = .headEquivocation
        }
    }

    /// The block itself when it stands on the floor; the floor when the operators are merely behind
    /// it; a halt when they left it.
    private mutating func aboveFloor(_ found: Candidate) throws(HeadDenial) -> Candidate {
        guard let floor = memory.floor else { return found }
        let groups = groups(at: floor.number) { _ in true }
        for group in groups where group.voters.count >= rule.quorum {
            guard group.block.hash == floor.hash else {
                throw halt(
                    .finalRegressed,
                    "block \(floor.number) was accepted as final with the hash \(floor.hash);"
                        + " \(names(group.voters)) now say \(group.block.hash)")
            }
            return found.block.number >= floor.number ? found : group
        }
        let confirmed = groups.first { $0.block.hash == floor.hash }?.voters ?? []
        throw HeadDenial(
            .headStale,
            "only \(confirmed.count) of \(rule.quorum) operators know the block \(floor.number)"
                + " (\(floor.hash)) that was accepted as final")
    }

    /// The highest block that M operators give and that stands on the finalized one.
    private func recentBlock(above finalized: Head) throws(HeadDenial) -> Candidate {
        let numbers = HeadAgreement.candidates(usable(\.latest), rule)
        guard !numbers.isEmpty else { throw lost(\.latest, "a recent block") }
        var isUnlinked = false
        for number in numbers where number >= finalized.number {
            let groups = groups(at: number) { vote in
                vote.latest.head.map { $0.number >= number } ?? false
            }
            for group in groups where group.voters.count >= rule.quorum {
                let linked = votes.filter { vote in
                    group.voters.contains(vote.label)
                        && vote.head(at: finalized.number) == finalized
                }
                if linked.count >= rule.quorum, descends(group.block, from: finalized) {
                    return Candidate(block: group.block, voters: linked.map(\.label))
                }
                isUnlinked = true
            }
        }
        if isUnlinked {
            throw HeadDenial(
                .headDisagree,
                "the recent blocks do not stand on the finalized block \(finalized.number)")
        }
        guard numbers.contains(where: { $0 >= finalized.number }) else {
            throw HeadDenial(
                .headStale, "the operators are behind the finalized block \(finalized.number)")
        }
        throw disagreement(at: numbers, "recent")
    }

    /// What one header alone can show of the chain between two.
    private func descends(_ recent: Head, from finalized: Head) -> Bool {
        guard recent.timestamp >= finalized.timestamp else { return false }
        if recent.number == finalized.number { return recent == finalized }
        guard recent.number.value == finalized.number.value + 1 else { return true }
        return recent.header.parentHash == finalized.hash
    }
}

extension Timestamp {
    /// Whether the clocks that gave this and `other` are as near as clocks must be.
    fileprivate func isNear(_ other: Timestamp) -> Bool {
        self <= other.adding(seconds: HeadRule.clockTolerance)
            && other <= adding(seconds: HeadRule.clockTolerance)
    }
}
