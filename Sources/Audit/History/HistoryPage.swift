public import Primitives

/// What one step of a synchronisation adds to the store, as a whole or not at all.
public struct HistoryPage: Sendable {
    /// The last block of the page.
    public var end: BlockPoint
    /// Headers with their hashes; those of every block, or of the blocks with logs only.
    public var headers: [BlockHeader]
    /// The logs of the subjects.
    public var logs: [PlacedLog] = []
    /// The receipts of the blocks that had to be looked into.
    public var receipts: [PlacedReceipts] = []
    /// The transactions of the logs.
    public var transactions: [PlacedTransaction] = []
    /// Contracts that the logs name.
    public var subjects: [Subject] = []
    /// The providers whose logs for the page's blocks are the page's.
    public var agreeing: [String] = []
    /// What providers said that is not so.
    public var faults: [ProviderFault] = []

    /// A page of headers.
    public init(end: BlockPoint, headers: [BlockHeader]) {
        self.end = end
        self.headers = headers
    }
}

/// What a provider said about one block that its receipts refute.
public struct ProviderFault: Hashable, Sendable {
    /// How the answer was wrong.
    public enum Kind: String, Hashable, Sendable {
        /// It left logs out.
        case omitted
        /// It had logs that are not there, or changed ones.
        case invented
    }

    /// The provider's label.
    public let provider: String
    /// The block.
    public let block: BlockNumber
    /// How the answer was wrong.
    public let kind: Kind
    /// How many logs.
    public let count: Int

    /// A fault.
    public init(provider: String, block: BlockNumber, kind: Kind, count: Int) {
        self.provider = provider
        self.block = block
        self.kind = kind
        self.count = count
    }
}
