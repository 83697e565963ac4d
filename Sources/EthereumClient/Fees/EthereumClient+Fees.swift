import Primitives

/// Why there is no suggestion of fees.
public enum FeeError: Error, Equatable, Sendable {
    /// The node does not answer.
    case client(ClientError)
    /// The chain has no base fee: it is older than London.
    case noBaseFee
    /// The node tells a fee that no account could ever pay.
    case overflow
}

extension FeeError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .client(let error): error.description
        case .noBaseFee: "the chain has no base fee (EIP-1559): give a gas price"
        case .overflow: "the node tells a fee that no account could ever pay"
        }
    }
}

extension EthereumClient {
    /// How many blocks are looked at.
    private static let feeBlockCount: UInt64 = 10

    /// What a transaction should offer for a unit of gas: the median of what half of the gas of the
    /// last ten blocks paid as a tip, the node's own suggestion where that is nothing.
    ///
    /// - Returns: The fees.
    /// - Throws: ``FeeError``.
    public func suggestFees() async throws(FeeError) -> FeeSuggestion {
        let history: FeeHistory
        let tip: Wei
        do throws(ClientError) {
            history = try await feeHistory(
                blockCount: EthereumClient.feeBlockCount, percentiles: [50])
            tip = try await nodeTip(baseFee: history.baseFeePerGas.last ?? .zero)
        } catch {
            throw .client(error)
        }
        let fees: FeeSuggestion?
        do throws(ArithmeticError) {
            fees = try FeeSuggestion.from(history, nodeTip: tip)
        } catch {
            throw .overflow
        }
        guard let fees else { throw .noBaseFee }
        return fees
    }

    /// The priority fee that the node suggests; where it does not have the method, what its gas
    /// price has above the base fee.
    private func nodeTip(baseFee: Wei) async throws(ClientError) -> Wei {
        do throws(ClientError) {
            return try await maxPriorityFeePerGas()
        } catch {
            guard error.nodeError?.fault == .methodNotFound else { throw error }
        }
        let price = try await gasPrice()
        return (try? price - baseFee) ?? .zero
    }
}
