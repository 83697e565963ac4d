public import Contracts
public import Primitives

/// What was allowed at a moment, and which line of the history allowed it.
public struct PolicyState: Sendable {
    /// One thing that a contract's policy is about.
    public struct Key: Hashable, Sendable {
        /// The contract.
        public let contract: Address
        /// The policy's name.
        public let policy: String
        /// The value; zero for a switch or a setting, of which there is one.
        public let value: Hash32

        /// A key.
        public init(contract: Address, policy: String, value: Hash32) {
            self.contract = contract
            self.policy = policy
            self.value = PolicyState.isSetting(policy) ? .zero : value
        }
    }

    /// The last change of every thing that was ever changed.
    public private(set) var last: [Key: TimelineEntry] = [:]

    /// Nothing was ever changed.
    public init() {}

    /// What holds after the entries up to a moment.
    ///
    /// - Parameters:
    ///   - entries: A timeline in the order of the chain.
    ///   - block: The last block that counts.
    ///   - time: The last moment that counts.
    public init(
        _ entries: some Sequence<TimelineEntry>, at block: BlockNumber = BlockNumber(.max),
        time: Timestamp = Timestamp(seconds: .max)
    ) {
        for entry in entries where entry.block <= block && entry.time <= time { apply(entry) }
    }

    /// Adds a change.
    public mutating func apply(_ entry: TimelineEntry) {
        guard case .policy(let name, let value, _) = entry.change else { return }
        last[Key(contract: entry.contract, policy: name, value: value)] = entry
    }

    /// The last change of a thing; nil where the history never mentions it.
    public func entry(
        _ policy: DstackPolicy, _ value: Hash32 = .zero, of contract: Address
    ) -> TimelineEntry? {
        last[Key(contract: contract, policy: policy.rawValue, value: value)]
    }

    /// Whether a thing is allowed by the history; false where it never mentions it.
    public func allows(
        _ policy: DstackPolicy, _ value: Hash32 = .zero, of contract: Address
    ) -> Bool {
        entry(policy, value, of: contract)?.change.isEnabled ?? false
    }

    /// What is in force, in one order: by contract, policy and value.
    public var inForce: [TimelineEntry] {
        last.filter { $0.value.change.isEnabled }.sorted { left, right in
            let (first, second) = (left.key, right.key)
            if first.contract != second.contract { return first.contract < second.contract }
            if first.policy != second.policy { return first.policy < second.policy }
            return first.value < second.value
        }.map(\.value)
    }

    /// Whether a policy holds one value at a time: a later one replaces it.
    static func isSetting(_ policy: String) -> Bool {
        switch DstackPolicy(rawValue: policy) {
        case .appImplementation, .implementationUpgrade, .kmsInfo, .gatewayAppID, .allowAnyDevice,
            .requireTcbUpToDate, .upgradesDisabled:
            true
        default: false
        }
    }
}
