public import Codec
import Contracts
import Primitives

/// What is sent to a Safe Transaction Service.
public enum SafeServiceProposal {
    /// The longest text about the origin that the service takes.
    private static let originLimit = 200

    /// The body by which an owner proposes an operation's transaction.
    ///
    /// - Parameters:
    ///   - operation: The operation.
    ///   - signature: The owner's signature, which the service wants of whoever proposes.
    /// - Returns: The document.
    /// - Throws: ``OperationError`` when no transaction can be made of the operation.
    public static func body(
        of operation: Operation, signature: SafeSignature
    ) throws(OperationError) -> JSONValue {
        let transaction = try operation.safeTransaction()
        let hash = transaction.hashes(in: operation.safeDomain).digest
        return [
            "to": .string(transaction.to.checksummed),
            "value": .string(transaction.value.decimal),
            "data": transaction.data.isEmpty ? .null : .string(transaction.data.hex),
            "operation": .number(String(transaction.operation.rawValue)),
            "safeTxGas": .string(transaction.safeTxGas.decimal),
            "baseGas": .string(transaction.baseGas.decimal),
            "gasPrice": .string(transaction.gasPrice.decimal),
            "gasToken": .string(transaction.gasToken.checksummed),
            "refundReceiver": .string(transaction.refundReceiver.checksummed),
            "nonce": .string(transaction.nonce.decimal),
            "contractTransactionHash": .string(hash.hex),
            "sender": .string(signature.owner.checksummed),
            "signature": .string(record(signature).hex),
            "origin": .string(String(operation.purpose.prefix(originLimit))),
        ]
    }

    /// The body by which an owner confirms a transaction.
    public static func confirmation(_ signature: SafeSignature) -> JSONValue {
        ["signature": .string(record(signature).hex)]
    }

    /// A signature by itself, as the Safe's blob would hold it alone.
    static func record(_ signature: SafeSignature) -> Bytes {
        SafeSignatureBlob.encode([signature])
    }
}
