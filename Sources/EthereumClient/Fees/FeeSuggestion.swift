public import Primitives

/// What a transaction should offer for a unit of gas (EIP-1559).
public struct FeeSuggestion: Hashable, Sendable {
    /// The base fee of the next block, which every transaction in it pays.
    public let baseFee: Wei
    /// The most that the block's maker gets.
    public let maxPriorityFeePerGas: Wei
    /// The most that a unit of gas may cost altogether.
    public let maxFeePerGas: Wei

    /// Fees for the next blocks: twice the base fee and the tip, so that the base fee may rise for
    /// six full blocks in a row before the transaction no longer fits.
    ///
    /// - Parameters:
    ///   - baseFee: The base fee of the next block.
    ///   - tip: What the block's maker gets.
    /// - Throws: ``/Primitives/ArithmeticError`` for a fee that no account could ever pay.
    public init(baseFee: Wei, tip: Wei) throws(ArithmeticError) {
        self.baseFee = baseFee
        maxPriorityFeePerGas = tip
        maxFeePerGas = try baseFee * 2 + tip
    }

    private init(baseFee: Wei, maxPriorityFeePerGas: Wei, maxFeePerGas: Wei) {
        self.baseFee = baseFee
        self.maxPriorityFeePerGas = maxPriorityFeePerGas
        self.maxFeePerGas = maxFeePerGas
    }

    /// How much more a replacement must offer than what it replaces, in percent: what nodes ask of
    /// transactions without blobs.
    public static let replacementPercent: UInt64 = 10
    /// The same for transactions with blobs.
    public static let blobReplacementPercent: UInt64 = 100

    /// Fees for a transaction that takes the place of a pending one: at least these, and both at
    /// least `percent` more than what the pending one offers.
    ///
    /// - Parameters:
    ///   - maxPriorityFeePerGas: The priority fee of the pending transaction.
    ///   - maxFeePerGas: The fee cap of the pending transaction.
    ///   - percent: How much more nodes ask for.
    /// - Returns: The fees of the replacement.
    /// - Throws: ``/Primitives/ArithmeticError`` for a fee that no account could ever pay.
    public func replacing(
        maxPriorityFeePerGas: Wei, maxFeePerGas: Wei,
        percent: UInt64 = FeeSuggestion.replacementPercent
    ) throws(ArithmeticError) -> FeeSuggestion {
        let tip = max(
            self.maxPriorityFeePerGas,
            try FeeSuggestion.raised(maxPriorityFeePerGas, by: percent))
        let cap = max(self.maxFeePerGas, try FeeSuggestion.raised(maxFeePerGas, by: percent))
        return FeeSuggestion(
            baseFee: baseFee, maxPriorityFeePerGas: tip, maxFeePerGas: max(cap, tip))
    }

    /// The fee and `percent` of it, rounded up, and at least one wei more.
    private static func raised(_ fee: Wei, by percent: UInt64) throws(ArithmeticError) -> Wei {
        let more = try (fee.number * UInt256(percent) + 99) / 100
        return Wei(try fee.number + max(more, 1))
    }
}

extension FeeSuggestion {
    /// Fees from what the last blocks paid.
    ///
    /// - Parameters:
    ///   - history: The fee history with one percentile.
    ///   - nodeTip: The priority fee that the node suggests: taken where the last blocks paid none,
    ///     as on an idle chain, where neither zero nor one wei would say anything.
    /// - Returns: The fees; nil when the history has no base fee.
    /// - Throws: ``/Primitives/ArithmeticError`` for a fee that no account could ever pay.
    public static func from(
        _ history: FeeHistory, nodeTip: Wei
    ) throws(ArithmeticError) -> FeeSuggestion? {
        guard let baseFee = history.baseFeePerGas.last else { return nil }
        let rewards = (history.reward ?? []).compactMap(\.first).sorted()
        let median = rewards.isEmpty ? Wei.zero : rewards[rewards.count / 2]
        return try FeeSuggestion(baseFee: baseFee, tip: median.isZero ? nodeTip : median)
    }
}
