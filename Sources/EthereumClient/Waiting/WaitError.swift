import Primitives

/// Why waiting for a transaction ended without it.
public enum WaitError: Error, Equatable, Sendable {
    /// The time is over; the receipt, if there was one, is not deep enough or was undone.
    case deadline(seen: TransactionReceipt?)
    /// Another transaction with the nonce is on the chain: this one will never be.
    case replaced(nonce: UInt64)
    /// The node does not answer, in a way that waiting does not cure.
    case client(ClientError)
    /// The task was cancelled.
    case cancelled
}

extension WaitError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .deadline(nil): "the transaction is in no block yet"
        case .deadline(let receipt?):
            "the transaction was seen in block \(receipt.blockNumber), which is not deep enough"
        case .replaced(let nonce): "another transaction with nonce \(nonce) is on the chain"
        case .client(let error): error.description
        case .cancelled: "cancelled"
        }
    }
}
