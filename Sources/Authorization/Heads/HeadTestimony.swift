public import Primitives

/// What one operator says about the chain's heads in one round of questions.
public struct HeadTestimony: Sendable {
    /// An answer to one question.
    public enum Answer: Hashable, Sendable {
        /// A header, its hash computed.
        case head(Head)
        /// The operator knows no such block.
        case unknown
        /// No answer that counts, with the code of the fault.
        case failed(BootDecision.Code)

        /// The header, if there is one.
        public var head: Head? { if case .head(let head) = self { head } else { nil } }
    }

    /// The operator's label: one operator has one vote, however many endpoints it has.
    public let label: String
    /// Its newest finalized block.
    public var finalized: Answer
    /// Its newest block.
    public var latest: Answer
    /// Its blocks of certain numbers.
    public var byNumber: [BlockNumber: Answer]
    /// Its own clock when it answered; nil when it does not tell.
    public var date: Timestamp?

    /// What the operator `label` says.
    public init(
        label: String, finalized: Answer, latest: Answer, byNumber: [BlockNumber: Answer] = [:]
    ) {
        self.label = label
        self.finalized = finalized
        self.latest = latest
        self.byNumber = byNumber
    }

    /// An operator of which nothing counts.
    public static func failed(_ label: String, _ code: BootDecision.Code) -> HeadTestimony {
        HeadTestimony(label: label, finalized: .failed(code), latest: .failed(code))
    }

    /// Its block of a number: asked for by number, or one of its own heads.
    public func head(at number: BlockNumber) -> Head? {
        if let own = finalized.head, own.number == number { return own }
        if let answer = byNumber[number] { return answer.head }
        return latest.head.flatMap { $0.number == number ? $0 : nil }
    }

    /// Whether it gives two blocks for the height that it calls final.
    var contradictsItself: Bool {
        guard let own = finalized.head else { return false }
        return [byNumber[own.number]?.head, latest.head].contains { other in
            other.map { $0.number == own.number && $0 != own } ?? false
        }
    }

    /// Whether it calls its block of a number final.
    func callsFinal(_ number: BlockNumber) -> Bool {
        finalized.head.map { $0.number >= number } ?? false
    }

    /// The fault that keeps it from voting, if there is one.
    public var fault: BootDecision.Code? {
        for answer in [latest, finalized] {
            if case .failed(let code) = answer { return code }
        }
        return nil
    }
}
