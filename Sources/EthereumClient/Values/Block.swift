public import Chain
public import Primitives

/// A block as a node tells it, with its header's hash computed.
public struct Block: Hashable, Sendable {
    /// The transactions: their hashes, or all of them.
    public enum Transactions: Hashable, Sendable {
        /// The hashes.
        case hashes([Hash32])
        /// The transactions.
        case full([TransactionRecord])
    }

    /// The header and its hash.
    public let sealed: SealedHeader
    /// The transactions in order.
    public let transactions: Transactions
    /// The hashes of the ommers.
    public let ommers: [Hash32]
    /// The withdrawals (EIP-4895).
    public let withdrawals: [Withdrawal]?
    /// The size of the block in bytes, as the node says it.
    public let size: UInt64?

    /// The fields of the header.
    public var header: Header { sealed.header }
    /// The hash of the block.
    public var hash: Hash32 { sealed.hash }
    /// The number of the block.
    public var number: BlockNumber { header.number }

    /// The hashes of the transactions.
    public var transactionHashes: [Hash32] {
        switch transactions {
        case .hashes(let hashes): hashes
        case .full(let records): records.map(\.hash)
        }
    }

    /// Checks that the transactions, where they are all here in a known encoding, and the
    /// withdrawals are those that the header commits to.
    ///
    /// - Throws: ``AnswerFault/mismatch(member:expected:found:)`` naming the root.
    public func checkRoots() throws(AnswerFault) {
        if let records = wholeTransactions {
            var encoded: [Bytes] = []
            for record in records {
                guard let bytes = record.encoded else {
                    throw .mismatch(
                        member: "type of transaction \(record.hash)", expected: "a known type",
                        found: "\(record.type)")
                }
                encoded.append(bytes)
            }
            let root = OrderedTrie.root(of: encoded)
            guard root == header.transactionsRoot else {
                throw .mismatch(
                    member: "transactions root", expected: header.transactionsRoot.hex,
                    found: root.hex)
            }
        }
        guard let expected = header.withdrawalsRoot else { return }
        let root = Withdrawal.root(of: withdrawals ?? [])
        guard root == expected else {
            throw .mismatch(
                member: "withdrawals root", expected: expected.hex, found: root.hex)
        }
    }

    /// All transactions; nil where there are only their hashes. Of no transactions there is nothing
    /// more than their empty list.
    private var wholeTransactions: [TransactionRecord]? {
        switch transactions {
        case .full(let records): records
        case .hashes(let hashes): hashes.isEmpty ? [] : nil
        }
    }

    /// Checks that `receipts` are those that the header commits to.
    ///
    /// - Throws: ``AnswerFault/mismatch(member:expected:found:)`` naming the root.
    public func checkReceipts(_ receipts: [TransactionReceipt]) throws(AnswerFault) {
        let root = Receipt.root(of: receipts.map(\.receipt))
        guard root == header.receiptsRoot else {
            throw .mismatch(
                member: "receipts root", expected: header.receiptsRoot.hex, found: root.hex)
        }
    }
}
