import Codec
public import Primitives

/// A transaction as a block of any chain may hold it: of a known type, or kept as it is.
public enum BlockTransaction: Hashable, Sendable {
    /// Type 0 to 4.
    case signed(SignedTransaction)
    /// Another type (EIP-2718), for example 0x7e, the deposits of the OP stack.
    case opaque(OpaqueTransaction)

    /// The transaction that `bytes` encode.
    ///
    /// - Throws: ``TransactionError`` when there are no bytes, the first byte is no type, or the
    ///   type is known and the rest is not what it should be.
    public init(decoding bytes: Bytes) throws(TransactionError) {
        if let opaque = OpaqueTransaction(bytes) {
            self = .opaque(opaque)
        } else {
            self = .signed(try SignedTransaction(decoding: bytes))
        }
    }

    /// The encoding that the transactions root commits to.
    public var encoded: Bytes {
        switch self {
        case .signed(let transaction): transaction.encoded
        case .opaque(let transaction): transaction.encoded
        }
    }

    /// The hash that names the transaction; computed at each call.
    public var hash: Hash32 { Keccak256.hash(encoded) }

    /// The type: 0 for a legacy transaction.
    public var type: UInt8 {
        switch self {
        case .signed(let transaction): transaction.type
        case .opaque(let transaction): transaction.type
        }
    }

    /// The transactions root of a block.
    public static func root(of transactions: [BlockTransaction]) -> Hash32 {
        OrderedTrie.root(of: transactions.map(\.encoded))
    }
}
