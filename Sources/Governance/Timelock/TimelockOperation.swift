public import Primitives

/// What a TimelockController schedules, keeps and executes: calls under a predecessor and a salt.
///
/// Its id binds the calls, the predecessor and the salt, and nothing else: neither the chain nor
/// the timelock nor the delay.
public struct TimelockOperation: Hashable, Sendable {
    /// One call that the timelock makes.
    public struct Call: Hashable, Sendable {
        /// The account called.
        public var target: Address
        /// Wei sent along.
        public var value: Wei
        /// The calldata.
        public var data: Bytes

        /// A call.
        public init(target: Address, value: Wei = .zero, data: Bytes) {
            self.target = target
            self.value = value
            self.data = data
        }
    }

    /// The calls in their order; one is scheduled by `schedule`, several by `scheduleBatch`.
    public let calls: [Call]
    /// The operation that must be done before; zero: none.
    public let predecessor: Hash32
    /// What tells this operation from others with the same calls.
    public let salt: Hash32

    /// An operation.
    public init(calls: [Call], predecessor: Hash32 = .zero, salt: Hash32) {
        self.calls = calls
        self.predecessor = predecessor
        self.salt = salt
    }
}
