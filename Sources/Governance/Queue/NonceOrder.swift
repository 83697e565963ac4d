public import Primitives

/// How Safe transactions stand to each other and to the Safe's next nonce: a Safe executes them
/// strictly one after the other, and of several with one nonce only one.
public struct NonceOrder: Sendable {
    /// A transaction that waits for its turn.
    public struct Entry: Hashable, Sendable {
        /// What people call it, for example a file's name.
        public let name: String
        /// Its nonce.
        public let nonce: UInt256
        /// Its safeTxHash.
        public let digest: Hash32

        /// A transaction.
        public init(name: String, nonce: UInt256, digest: Hash32) {
            self.name = name
            self.nonce = nonce
            self.digest = digest
        }
    }

    /// Nonces for which there is no transaction, though there is one for a later nonce.
    public struct Gap: Hashable, Sendable {
        /// The first of them.
        public let first: UInt256
        /// The last of them.
        public let last: UInt256
    }

    /// The Safe's next nonce.
    public let next: UInt256
    /// Transactions whose nonce was used up, by themselves or by others.
    public let used: [Entry]
    /// Transactions that wait, in the order in which the Safe can execute them.
    public let waiting: [Entry]

    /// Puts transactions into the Safe's order.
    ///
    /// - Parameters:
    ///   - entries: The transactions.
    ///   - next: The Safe's next nonce.
    public init(_ entries: [Entry], next: UInt256) {
        self.next = next
        used = entries.filter { $0.nonce < next }
        waiting = entries.filter { $0.nonce >= next }
            .sorted { ($0.nonce, $0.name) < ($1.nonce, $1.name) }
    }

    /// Different transactions with the same nonce: only one of each group can ever be executed.
    public var conflicts: [[Entry]] {
        Dictionary(grouping: waiting, by: \.nonce).values
            .filter { Set($0.map(\.digest)).count > 1 }
            .sorted { ($0.first?.nonce ?? .zero) < ($1.first?.nonce ?? .zero) }
    }

    /// Nonces that something else must use up before all of ``waiting`` can be executed.
    public var gaps: [Gap] {
        var gaps: [Gap] = []
        var expected = next
        for entry in waiting {
            if entry.nonce > expected {
                gaps.append(Gap(first: expected, last: entry.nonce &- 1))
            }
            if entry.nonce >= expected, entry.nonce < .max { expected = entry.nonce &+ 1 }
        }
        return gaps
    }
}
