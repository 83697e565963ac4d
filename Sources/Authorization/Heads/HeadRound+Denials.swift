import Primitives

extension HeadRound {
    /// The answers of those that have no fault.
    func usable(_ question: KeyPath<HeadTestimony, HeadTestimony.Answer>) -> [HeadTestimony.Answer]
    {
        votes.filter { $0.fault == nil }.map { $0[keyPath: question] }
    }

    /// Remembers a halt, and is the denial.
    mutating func halt(_ code: BootDecision.Code, _ sentence: String) -> HeadDenial {
        memory.halt =
            memory.halt
            ?? HeadMemory.Halt(
                code: code, sentence: sentence, seenAt: clocks.wall)
        return HeadDenial(code, sentence)
    }

    /// Fewer than M operators answer: the fault of all of them where it is one, else the loss.
    func lost(
        _ question: KeyPath<HeadTestimony, HeadTestimony.Answer>, _ what: String
    ) -> HeadDenial {
        var faults: [(label: String, code: BootDecision.Code)] = []
        for vote in votes {
            if let code = vote.fault {
                faults.append((vote.label, code))
            } else if vote[keyPath: question].head == nil {
                faults.append((vote.label, .headMissing))
            }
        }
        let codes = Set(faults.map(\.code))
        let code = codes.count == 1 ? faults.first?.code ?? .quorumLost : .quorumLost
        let list = faults.map { "\(EscapedText($0.label, limit: 40)) \($0.code.rawValue)" }
        return HeadDenial(
            code,
            "\(votes.count - faults.count) of \(rule.operators.count) operators give \(what),"
                + " \(rule.quorum) are needed: \(list.joined(separator: ", "))")
    }

    /// Enough operators answer, and no M of them the same; with M operators alive, a loss where too
    /// few know any of the blocks.
    func disagreement(at numbers: [BlockNumber], _ what: String) -> HeadDenial {
        let first = numbers.first ?? 0
        let groups = groups(at: first) { _ in true }
        let list = groups.map { "\($0.block.hash) by \(names($0.voters))" }
        return HeadDenial(
            .headDisagree,
            "no \(rule.quorum) operators agree on a \(what) block; at \(first): "
                + (list.isEmpty ? "nobody answers" : list.joined(separator: ", ")))
    }

    /// The denial for a chain that stands still, as against operators that do: M of them give the
    /// old block as their newest.
    func haltedChain(_ recent: Head, _ denial: HeadDenial) -> HeadDenial? {
        let standing = votes.filter { $0.latest.head == recent }
        guard standing.count >= rule.quorum else { return nil }
        return HeadDenial(
            .headHalted,
            "the chain stands: \(names(standing.map(\.label))) have nothing newer; \(denial.sentence)"
        )
    }

    /// Labels, made safe to show.
    func names(_ labels: [String]) -> String {
        labels.map { EscapedText($0, limit: 40).description }.joined(separator: " ")
    }
}
