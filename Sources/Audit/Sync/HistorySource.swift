public import Chain
public import Primitives

/// Something that tells of a chain: a provider, or a recording. Nothing that it says is believed
/// without a check.
public protocol HistorySource {
    /// What messages and the store call it; never a URL with a secret.
    var label: String { get }

    /// The header of a block, its hash computed; nil where the source does not have the block.
    func header(_ number: BlockNumber) async throws(SourceError) -> BlockHeader?

    /// The headers of blocks, in the order asked for.
    ///
    /// - Throws: ``SourceError/missing(provider:block:)`` where one is not there.
    func headers(_ numbers: [BlockNumber]) async throws(SourceError) -> [BlockHeader]

    /// The logs of contracts in a range of blocks, in the order of the chain, each once.
    func logs(
        of addresses: [Address], in range: ClosedRange<BlockNumber>
    ) async throws(SourceError) -> [ToldLog]

    /// The receipts of blocks, in the order asked for.
    func receipts(of blocks: [BlockPoint]) async throws(SourceError) -> [ToldReceipts]

    /// The transactions of blocks, in the order asked for.
    func bodies(of blocks: [BlockPoint]) async throws(SourceError) -> [ToldBody]
}

/// A log as a source tells it.
public struct ToldLog: Hashable, Sendable {
    /// The log at its place.
    public let placed: PlacedLog
    /// The block that it is said to be in.
    public let blockHash: Hash32

    /// A log as told.
    public init(placed: PlacedLog, blockHash: Hash32) {
        self.placed = placed
        self.blockHash = blockHash
    }
}

/// The receipts of a block as a source tells them.
public struct ToldReceipts: Hashable, Sendable {
    /// The receipts in order.
    public let receipts: [Receipt]
    /// The hashes of their transactions.
    public let transactions: [Hash32]

    /// Receipts as told.
    public init(receipts: [Receipt], transactions: [Hash32]) {
        self.receipts = receipts
        self.transactions = transactions
    }
}

/// The transactions of a block as a source tells them.
public struct ToldBody: Hashable, Sendable {
    /// One transaction.
    public struct Transaction: Hashable, Sendable {
        /// The hash.
        public let hash: Hash32
        /// Who is said to have sent it.
        public let sender: Address
        /// Whom it called.
        public let target: Address?
        /// Its calldata.
        public let input: Bytes
        /// The bytes that the transactions root commits to; nil where the type is not known.
        public let encoded: Bytes?

        /// A transaction as told.
        public init(
            hash: Hash32, sender: Address, target: Address?, input: Bytes, encoded: Bytes?
        ) {
            self.hash = hash
            self.sender = sender
            self.target = target
            self.input = input
            self.encoded = encoded
        }
    }

    /// The transactions in order.
    public let transactions: [Transaction]

    /// Transactions as told.
    public init(transactions: [Transaction]) { self.transactions = transactions }
}

/// Why a source does not tell.
public enum SourceError: Error, Hashable, Sendable {
    /// It does not answer, or answers with something that is none.
    case unavailable(provider: String, reason: String)
    /// It does not have a block.
    case missing(provider: String, block: BlockNumber)
    /// It contradicts the hash of a block that it gave itself.
    case refuted(provider: String, block: BlockNumber, what: String)
}

extension SourceError {
    /// Whether a chain that changed meanwhile explains it.
    var isOfChange: Bool { if case .missing = self { true } else { false } }
}

extension SourceError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .unavailable(let provider, let reason):
            "\(EscapedText(provider)): \(EscapedText(reason))"
        case .missing(let provider, let block):
            "\(EscapedText(provider)) does not have block \(block)"
        case .refuted(let provider, let block, let what):
            "\(EscapedText(provider)): block \(block): \(EscapedText(what))"
        }
    }
}
