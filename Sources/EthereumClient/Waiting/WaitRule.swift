public import Primitives

/// For what waiting for a transaction waits, and how.
public struct WaitRule: Sendable {
    /// How sure a block must be.
    public enum Depth: Hashable, Sendable {
        /// This many blocks, its own included; at least 1.
        case blocks(UInt64)
        /// The node calls it safe.
        case safe
        /// The node calls it finalized.
        case finalized
    }

    /// How sure the transaction's block must be.
    public var depth: Depth
    /// The pause between two questions.
    public var interval: Duration
    /// The moment at which waiting ends.
    public var deadline: ContinuousClock.Instant
    /// The sender and the nonce: with them a replacement is noticed.
    public var sender: (account: Address, nonce: UInt64)?
    /// What the node may leave out of the receipt.
    public var leniency: TransactionReceipt.Leniency

    /// A rule.
    ///
    /// - Parameters:
    ///   - depth: How sure the transaction's block must be.
    ///   - interval: The pause between two questions.
    ///   - timeout: How long to wait from now.
    ///   - sender: The sender and the nonce: with them a replacement is noticed.
    ///   - leniency: What the node may leave out of the receipt.
    public init(
        depth: Depth = .blocks(1), interval: Duration = .seconds(2),
        timeout: Duration = .seconds(300), sender: (account: Address, nonce: UInt64)? = nil,
        allowing leniency: TransactionReceipt.Leniency = []
    ) {
        self.depth = depth
        self.interval = interval
        deadline = .now + timeout
        self.sender = sender
        self.leniency = leniency
    }
}
