import Codec
public import Cryptography
public import Primitives

/// A transaction with its signature, as it is sent and as blocks hold it.
public struct SignedTransaction: Sendable {
    /// The fields.
    public let transaction: Transaction
    /// The signature as it was found or made.
    public let signature: TransactionSignature
    /// The encoding (EIP-2718): the type unless it is 0, then the RLP list.
    public let encoded: Bytes

    init(transaction: Transaction, signature: TransactionSignature, encoded: Bytes) {
        self.transaction = transaction
        self.signature = signature
        self.encoded = encoded
    }

    /// A transaction and a signature as it was found.
    public init(_ transaction: Transaction, signature: TransactionSignature) {
        let type = transaction.type
        let chainID = transaction.chainID
        let payload = transaction.fieldsSize + signature.size(type: type, chainID: chainID)
        let size = (type == 0 ? 0 : 1) + RLPSize.list(payload: payload)
        let encoded = RLPWriter.bytes(count: size) { writer in
            if type != 0 { writer.byte(type) }
            writer.list(payload: payload)
            transaction.writeFields(to: &writer)
            signature.write(to: &writer, type: type, chainID: chainID)
        }
        self.init(transaction: transaction, signature: signature, encoded: encoded)
    }

    /// A transaction and the signature of its ``Transaction/signingHash``.
    public init(_ transaction: Transaction, signature: Signature) {
        self.init(transaction, signature: TransactionSignature(signature))
    }

    /// The hash that names the transaction; computed at each call.
    public var hash: Hash32 { Keccak256.hash(encoded) }

    /// The type: 0 for a legacy transaction.
    public var type: UInt8 { transaction.type }
}

extension SignedTransaction: Hashable {
    /// Whether both have the same bytes.
    public static func == (left: SignedTransaction, right: SignedTransaction) -> Bool {
        left.encoded == right.encoded
    }

    /// Feeds the bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(encoded) }
}
