public import Primitives

/// What a transaction did (yellow paper, section 4.4.1; typed receipts: EIP-2718).
public struct Receipt: Hashable, Sendable {
    /// How the transaction ended.
    public enum Outcome: Hashable, Sendable {
        /// Whether it succeeded (EIP-658, since Byzantium).
        case status(Bool)
        /// The state root after it (before Byzantium).
        case stateRoot(Hash32)
    }

    /// What receipts of the OP stack's deposits have besides.
    public struct Deposit: Hashable, Sendable {
        /// The nonce of the sender, since Regolith.
        public let nonce: UInt64
        /// The version of the receipt, since Canyon. Without it the nonce is not hashed.
        public let version: UInt64?

        /// The members of a deposit's receipt.
        public init(nonce: UInt64, version: UInt64?) {
            self.nonce = nonce
            self.version = version
        }
    }

    /// The type of the transaction: 0 for legacy ones, whose receipts have no type byte.
    public let type: UInt8
    /// How the transaction ended.
    public let outcome: Outcome
    /// The gas that this transaction and those before it in the block used.
    public let cumulativeGasUsed: UInt64
    /// The filter of ``logs``.
    public let logsBloom: Bloom
    /// The logs.
    public let logs: [Log]
    /// The members that only the OP stack's deposits have.
    public let deposit: Deposit?

    /// A receipt.
    ///
    /// - Parameters:
    ///   - type: The type of the transaction.
    ///   - outcome: How it ended.
    ///   - cumulativeGasUsed: The gas used in the block so far.
    ///   - logs: The logs.
    ///   - logsBloom: The filter as it was given; nil computes it.
    ///   - deposit: The members that only the OP stack's deposits have.
    public init(
        type: UInt8, outcome: Outcome, cumulativeGasUsed: UInt64, logs: [Log],
        logsBloom: Bloom? = nil, deposit: Deposit? = nil
    ) {
        self.type = type
        self.outcome = outcome
        self.cumulativeGasUsed = cumulativeGasUsed
        self.logs = logs
        self.logsBloom = logsBloom ?? Bloom(logs)
        self.deposit = deposit
    }
}
