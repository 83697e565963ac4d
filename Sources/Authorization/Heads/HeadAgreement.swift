public import Primitives

/// Agreement of M of N operators on a finalized and a recent block: a pure function of what they
/// said, what is remembered, and the clocks.
///
/// The height is not anybody's own choice. Candidates are the M-th highest height that the operators
/// report and the lower ones, so that neither a liar far ahead nor a laggard moves it, and M honest
/// operators always agree on one of them.
public enum HeadAgreement {
    /// What a round came to.
    public struct Outcome: Sendable {
        /// The pair, or why there is none.
        public let heads: Result<AgreedHeads, HeadDenial>
        /// What is remembered from now on.
        public let memory: HeadMemory
        /// The operators whose answer of this round is a lie, and which.
        public let lies: [String: BootDecision.Code]
    }

    /// The numbers of the blocks that every operator must be asked for before ``agree(_:_:rule:clocks:)``.
    ///
    /// - Parameters:
    ///   - testimonies: What the operators say about their own heads.
    ///   - memory: What is remembered.
    ///   - rule: The rule.
    /// - Returns: At most 2 (N − M + 1) + 1 numbers, ascending.
    public static func questions(
        _ testimonies: [HeadTestimony], _ memory: HeadMemory, rule: HeadRule
    ) -> [BlockNumber] {
        let votes = testimonies.filter { memory.quarantine[$0.label] == nil }
        var numbers = Set(candidates(votes.map(\.finalized), rule))
        numbers.formUnion(candidates(votes.map(\.latest), rule))
        if let floor = memory.floor { numbers.insert(floor.number) }
        return numbers.sorted()
    }

    /// The pair on which the operators agree.
    ///
    /// - Parameters:
    ///   - testimonies: What the operators say, with their answers to ``questions(_:_:rule:)``.
    ///   - memory: What is remembered.
    ///   - rule: The rule.
    ///   - clocks: What the clocks say now.
    /// - Returns: The pair or a denial, and the memory for the next round.
    public static func agree(
        _ testimonies: [HeadTestimony], _ memory: HeadMemory, rule: HeadRule, clocks: ClockReading
    ) -> Outcome {
        var round = HeadRound(testimonies, memory, rule, clocks)
        let heads: Result<AgreedHeads, HeadDenial>
        do throws(HeadDenial) { heads = .success(try round.agree()) } catch {
            heads = .failure(error)
        }
        round.memory.quarantine.merge(round.lies) { first, _ in first }
        return Outcome(heads: heads, memory: round.memory, lies: round.lies)
    }

    /// The heights at which a quorum can stand: the M-th highest that is reported and all lower
    /// ones, descending.
    static func candidates(_ answers: [HeadTestimony.Answer], _ rule: HeadRule) -> [BlockNumber] {
        let heights = answers.compactMap { $0.head?.number.value }.sorted(by: >)
        guard heights.count >= rule.quorum else { return [] }
        var numbers: [BlockNumber] = []
        for height in heights[(rule.quorum - 1)...] where numbers.last?.value != height {
            numbers.append(BlockNumber(height))
        }
        return numbers
    }
}
