public import Primitives

/// What is remembered between rounds, and kept across restarts.
public struct HeadMemory: Hashable, Sendable {
    /// The newest block that was accepted as final: nothing below it is ever accepted again.
    public struct Floor: Hashable, Sendable {
        /// Its number.
        public let number: BlockNumber
        /// Its hash.
        public let hash: Hash32
        /// The wall clock when it was accepted.
        public let acceptedAt: Timestamp

        /// A floor.
        public init(number: BlockNumber, hash: Hash32, acceptedAt: Timestamp) {
            self.number = number
            self.hash = hash
            self.acceptedAt = acceptedAt
        }
    }

    /// Why every allow is halted until a person acknowledges it.
    public struct Halt: Hashable, Sendable {
        /// `final.regressed` or `head.equivocation`.
        public let code: BootDecision.Code
        /// What was seen.
        public let sentence: String
        /// The wall clock when it was seen.
        public let seenAt: Timestamp

        /// A halt.
        public init(code: BootDecision.Code, sentence: String, seenAt: Timestamp) {
            self.code = code
            self.sentence = sentence
            self.seenAt = seenAt
        }
    }

    /// The floor; nil before the first agreement.
    public var floor: Floor?
    /// The halt; nil while nothing is wrong.
    public var halt: Halt?
    /// The operators whose votes do not count until a person releases them, and for what lie.
    public var quarantine: [String: BootDecision.Code]
    /// The clocks at the last agreement of this process; not kept across restarts, since the second
    /// clock begins anew with the machine.
    public var anchor: ClockReading?

    /// A memory; empty by default.
    public init(
        floor: Floor? = nil, halt: Halt? = nil, quarantine: [String: BootDecision.Code] = [:]
    ) {
        self.floor = floor
        self.halt = halt
        self.quarantine = quarantine
        anchor = nil
    }

    /// A person has looked: allows are possible again. The floor stays, so that a chain that was
    /// given up halts again, unless the person names the block that stands at its height now. What
    /// the clocks said before counts no more.
    ///
    /// - Parameter hash: After `final.regressed`: the hash that is final at the floor's number; a
    ///   quorum has to give it, as it had to give the one before. Nil keeps the floor's own.
    public mutating func acknowledge(floor hash: Hash32? = nil) {
        let accepted = halt?.code == .finalRegressed ? hash : nil
        floor = floor.map {
            Floor(
                number: $0.number, hash: accepted ?? $0.hash, acceptedAt: Timestamp(seconds: 0))
        }
        halt = nil
        anchor = nil
    }
}
