public import Primitives

/// What a watch takes as ours, and as short.
public struct WatchRules: Hashable, Sendable {
    /// The Safe that proposes: an operation that it did not schedule is foreign.
    public var safe: Address
    /// The operations that are expected; where there are any, every other one is foreign.
    public var expected: Set<Hash32>
    /// A grant that was in force for fewer seconds was short-lived.
    public var shortSeconds: UInt64

    /// Rules.
    public init(safe: Address, expected: Set<Hash32> = [], shortSeconds: UInt64 = 86_400) {
        self.safe = safe
        self.expected = expected
        self.shortSeconds = shortSeconds
    }
}
