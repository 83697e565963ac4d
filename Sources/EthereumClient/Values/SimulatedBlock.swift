import Codec
public import Primitives

/// A block that was executed and not kept.
public struct SimulatedBlock: Hashable, Sendable {
    /// The number.
    public let number: BlockNumber
    /// When it would be made.
    public let timestamp: Timestamp
    /// The hash as the node says it; nothing commits to it.
    public let hash: Hash32
    /// The gas used.
    public let gasUsed: Gas
    /// How each message ended.
    public let calls: [SimulatedCall]

    private enum Field: Int, CaseIterable {
        case number
        case timestamp
        case hash
        case gasUsed
        case calls

        static let table = JSONFieldTable(allCases.map { "\($0)" })
        static let required = allCases.map(\.rawValue)
    }

    /// Reads one block of the result.
    init(_ reader: inout JSONReader) throws(JSONError) {
        var number = BlockNumber(0)
        var timestamp = Timestamp(seconds: 0)
        var hash = Hash32.zero
        var gasUsed = Gas(0)
        var calls: [SimulatedCall] = []
        var table = Field.table
        var fields = JSONFields()
        try reader.beginObject()
        while let index = try reader.nextField(&table, &fields) {
            switch Field(rawValue: index) {
            case .number: number = BlockNumber(try reader.quantity())
            case .timestamp: timestamp = Timestamp(seconds: try reader.quantity())
            case .hash: hash = try reader.hash32()
            case .gasUsed: gasUsed = Gas(try reader.quantity())
            case .calls:
                try reader.beginArray()
                while try reader.nextItem() { calls.append(try SimulatedCall(&reader)) }
            case nil: try reader.skip()
            }
        }
        try reader.require(Field.required, of: table, in: fields)
        self.number = number
        self.timestamp = timestamp
        self.hash = hash
        self.gasUsed = gasUsed
        self.calls = calls
    }
}

/// How one message of a simulation ended.
public struct SimulatedCall: Hashable, Sendable {
    /// Whether it succeeded.
    public let succeeded: Bool
    /// What it returned; of a revert its data where the node puts it here.
    public let returnData: Bytes
    /// The gas used.
    public let gasUsed: Gas
    /// The logs, of which only the log itself means something.
    public let logs: [LogRecord]
    /// Why it failed.
    public let error: NodeError?

    /// The data with which the contract reverted, wherever the node puts it.
    public var revertData: Bytes? {
        succeeded ? nil : error?.revertData ?? (returnData.isEmpty ? nil : returnData)
    }

    private enum Field: Int, CaseIterable {
        case returnData
        case logs
        case gasUsed
        case status
        case error

        static let table = JSONFieldTable(allCases.map { "\($0)" })
        static let required = [returnData, gasUsed, status].map(\.rawValue)
    }

    /// Reads one message of the result.
    init(_ reader: inout JSONReader) throws(JSONError) {
        var data = Bytes()
        var logs: [LogRecord] = []
        var gasUsed = Gas(0)
        var status: UInt64 = 0
        var error: NodeError?
        var table = Field.table
        var fields = JSONFields()
        try reader.beginObject()
        while let index = try reader.nextField(&table, &fields) {
            let start = reader.offset
            switch Field(rawValue: index) {
            case .returnData: data = try reader.bytes()
            case .logs: logs = try reader.takesNull() ? [] : try LogRecord.list(&reader)
            case .gasUsed: gasUsed = Gas(try reader.quantity())
            case .status:
                status = try reader.quantity()
                guard status <= 1 else { throw reader.failure(.form, at: start) }
            case .error: error = try reader.takesNull() ? nil : try NodeError(&reader)
            case nil: try reader.skip()
            }
        }
        try reader.require(Field.required, of: table, in: fields)
        succeeded = status == 1
        returnData = data
        self.gasUsed = gasUsed
        self.logs = logs
        self.error = error
    }
}
