public import Chain
import Codec
public import Primitives

/// A log with its place on the chain, as a node tells it.
public struct LogRecord: Hashable, Sendable {
    /// The log.
    public let log: Log
    /// The number of its block.
    public let blockNumber: BlockNumber
    /// The hash of its block.
    public let blockHash: Hash32
    /// The hash of its transaction.
    public let transactionHash: Hash32
    /// The place of the transaction in the block.
    public let transactionIndex: UInt64
    /// The place of the log among all logs of the block.
    public let logIndex: UInt64
    /// When the block was made, where the node says it.
    public let blockTimestamp: Timestamp?
    /// Whether the node says that the log is no longer on its chain.
    public let isRemoved: Bool

    /// A log at its place.
    public init(
        log: Log, blockNumber: BlockNumber, blockHash: Hash32, transactionHash: Hash32,
        transactionIndex: UInt64, logIndex: UInt64, blockTimestamp: Timestamp? = nil,
        isRemoved: Bool = false
    ) {
        self.log = log
        self.blockNumber = blockNumber
        self.blockHash = blockHash
        self.transactionHash = transactionHash
        self.transactionIndex = transactionIndex
        self.logIndex = logIndex
        self.blockTimestamp = blockTimestamp
        self.isRemoved = isRemoved
    }
}

extension LogRecord {
    private enum Field: Int, CaseIterable {
        case address
        case topics
        case data
        case blockNumber
        case transactionHash
        case transactionIndex
        case blockHash
        case blockTimestamp
        case logIndex
        case removed

        static let required = allCases.filter { $0 != .blockTimestamp && $0 != .removed }
            .map(\.rawValue)
    }

    /// The members of a log in geth's order.
    static let fields = JSONFieldTable(Field.allCases.map { "\($0)" })

    /// Reads one log; `table` remembers the order of the members from log to log.
    init(_ reader: inout JSONReader, _ table: inout JSONFieldTable) throws(JSONError) {
        var address = Address.zero
        var topics = LogTopics()
        var data = Bytes()
        var blockNumber = BlockNumber(0)
        var (blockHash, transactionHash) = (Hash32.zero, Hash32.zero)
        var (transactionIndex, logIndex) = (UInt64(0), UInt64(0))
        var timestamp: Timestamp?
        var isRemoved = false
        var fields = JSONFields()
        try reader.beginObject()
        while let index = try reader.nextField(&table, &fields) {
            switch Field(rawValue: index) {
            case .address: address = try reader.address()
            case .topics: topics = try LogRecord.topics(&reader)
            case .data: data = try reader.bytes()
            case .blockNumber: blockNumber = BlockNumber(try reader.quantity())
            case .transactionHash: transactionHash = try reader.hash32()
            case .transactionIndex: transactionIndex = try reader.quantity()
            case .blockHash: blockHash = try reader.hash32()
            case .blockTimestamp:
                timestamp =
                    try reader.takesNull() ? nil : Timestamp(seconds: try reader.quantity())
            case .logIndex: logIndex = try reader.quantity()
            case .removed: isRemoved = try reader.bool()
            case nil: try reader.skip()
            }
        }
        try reader.require(Field.required, of: table, in: fields)
        self.init(
            log: Log(address: address, topics: topics, data: data), blockNumber: blockNumber,
            blockHash: blockHash, transactionHash: transactionHash,
            transactionIndex: transactionIndex, logIndex: logIndex, blockTimestamp: timestamp,
            isRemoved: isRemoved)
    }

    /// For how many logs room is made at once before so many bytes of JSON are read: of which a log
    /// has 640 at least, roughly.
    static func usualCount(of bytes: Int) -> Int { min(bytes / 640, 1 << 16) }

    /// Reads a list of logs that takes up the rest of the text.
    static func list(_ reader: inout JSONReader) throws(JSONError) -> [LogRecord] {
        var table = fields
        return try list(&reader, &table, expected: usualCount(of: reader.bytesLeft))
    }

    /// Reads a list of logs whose members may have had an order before.
    static func list(
        _ reader: inout JSONReader, _ table: inout JSONFieldTable, expected: Int = 0
    ) throws(JSONError) -> [LogRecord] {
        var records: [LogRecord] = []
        records.reserveCapacity(expected)
        try reader.beginArray()
        while try reader.nextItem() { records.append(try LogRecord(&reader, &table)) }
        return records
    }

    private static func topics(_ reader: inout JSONReader) throws(JSONError) -> LogTopics {
        var topics = LogTopics()
        try reader.beginArray()
        while try reader.nextItem() {
            let start = reader.offset
            guard topics.append(try reader.hash32()) else {
                throw reader.failure(.form, at: start)
            }
        }
        return topics
    }
}
