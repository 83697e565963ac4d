import Chain
import Codec
import Primitives

/// The members of a block: the header's, and what surrounds it.
enum BlockField: Int, CaseIterable {
    case baseFeePerGas
    case blobGasUsed
    case difficulty
    case excessBlobGas
    case extraData
    case gasLimit
    case gasUsed
    case hash
    case logsBloom
    case miner
    case mixHash
    case nonce
    case number
    case parentBeaconBlockRoot
    case parentHash
    case receiptsRoot
    case requestsHash
    case sha3Uncles
    case size
    case stateRoot
    case timestamp
    case transactions
    case transactionsRoot
    case uncles
    case withdrawals
    case withdrawalsRoot
    case totalDifficulty
    case blockAccessListHash
    case slotNumber

    static let table = JSONFieldTable(allCases.map { "\($0)" })
    static let requiredOfHeader = [
        parentHash, sha3Uncles, miner, stateRoot, transactionsRoot, receiptsRoot, logsBloom,
        difficulty, number, gasLimit, gasUsed, timestamp, extraData, mixHash, nonce,
    ].map(\.rawValue)
}

/// A block while it is read.
struct BlockDraft {
    var header = Header(
        parentHash: .zero, beneficiary: .zero, stateRoot: .zero, transactionsRoot: .zero,
        receiptsRoot: .zero, logsBloom: Bloom(), number: 0, gasLimit: 0, gasUsed: 0,
        timestamp: Timestamp(seconds: 0))
    var statedHash: Hash32?
    var transactions: Block.Transactions?
    var ommers: [Hash32] = []
    var withdrawals: [Withdrawal]?
    var size: UInt64?
    /// The names of members that are not known.
    var unknown: [String] = []

    /// Reads an object with the members of a header, and those of a block where they are there.
    init(_ reader: inout JSONReader) throws(JSONError) {
        var table = BlockField.table
        var fields = JSONFields()
        try reader.beginObject()
        while let index = try reader.nextField(&table, &fields) {
            guard let field = BlockField(rawValue: index) else { continue }
            if try readHeader(field, &reader) { continue }
            try readSurroundings(field, &reader)
        }
        try reader.require(BlockField.requiredOfHeader, of: table, in: fields)
        unknown = fields.unknown
    }

    /// Reads a member of the header; false for one that is none.
    private mutating func readHeader(
        _ field: BlockField, _ reader: inout JSONReader
    ) throws(JSONError) -> Bool {
        switch field {
        case .parentHash: header.parentHash = try reader.hash32()
        case .sha3Uncles: header.ommersHash = try reader.hash32()
        case .miner: header.beneficiary = try reader.address()
        case .stateRoot: header.stateRoot = try reader.hash32()
        case .transactionsRoot: header.transactionsRoot = try reader.hash32()
        case .receiptsRoot: header.receiptsRoot = try reader.hash32()
        case .logsBloom: header.logsBloom = try reader.bloom()
        case .difficulty: header.difficulty = try reader.quantity256()
        case .number: header.number = BlockNumber(try reader.quantity())
        case .gasLimit: header.gasLimit = Gas(try reader.quantity())
        case .gasUsed: header.gasUsed = Gas(try reader.quantity())
        case .timestamp: header.timestamp = Timestamp(seconds: try reader.quantity())
        case .extraData: header.extraData = try reader.bytes()
        case .mixHash: header.mixHash = try reader.hash32()
        case .nonce: header.nonce = try reader.eightBytes()
        default: return try readLaterHeader(field, &reader)
        }
        return true
    }

    /// Reads a member that came with a fork; null stands for a block before it.
    private mutating func readLaterHeader(
        _ field: BlockField, _ reader: inout JSONReader
    ) throws(JSONError) -> Bool {
        switch field {
        case .baseFeePerGas:
            header.baseFeePerGas =
                try reader.takesNull() ? nil : try reader.quantity(as: Wei.self)
        case .withdrawalsRoot:
            header.withdrawalsRoot = try reader.takesNull() ? nil : try reader.hash32()
        case .blobGasUsed:
            header.blobGasUsed = try reader.takesNull() ? nil : Gas(try reader.quantity())
        case .excessBlobGas:
            header.excessBlobGas = try reader.takesNull() ? nil : Gas(try reader.quantity())
        case .parentBeaconBlockRoot:
            header.parentBeaconBlockRoot = try reader.takesNull() ? nil : try reader.hash32()
        case .requestsHash:
            header.requestsHash = try reader.takesNull() ? nil : try reader.hash32()
        case .blockAccessListHash:
            header.blockAccessListHash = try reader.takesNull() ? nil : try reader.hash32()
        case .slotNumber:
            header.slotNumber = try reader.takesNull() ? nil : try reader.quantity()
        default: return false
        }
        return true
    }

    private mutating func readSurroundings(
        _ field: BlockField, _ reader: inout JSONReader
    ) throws(JSONError) {
        switch field {
        case .hash: statedHash = try reader.takesNull() ? nil : try reader.hash32()
        case .transactions: transactions = try BlockDraft.transactions(&reader)
        case .uncles: ommers = try BlockDraft.hashes(&reader)
        case .withdrawals:
            withdrawals = try reader.takesNull() ? nil : try Withdrawal.list(&reader)
        case .size: size = try reader.takesNull() ? nil : try reader.quantity()
        default: try reader.skip()
        }
    }

    private static func hashes(_ reader: inout JSONReader) throws(JSONError) -> [Hash32] {
        var hashes: [Hash32] = []
        try reader.beginArray()
        while try reader.nextItem() { hashes.append(try reader.hash32()) }
        return hashes
    }

    /// How many bytes of JSON a transaction has, roughly, and for how many room is made at once.
    private static let usual = (byteCount: 1_000, most: 1 << 12)

    /// Hashes or transactions, by what the first item is.
    private static func transactions(
        _ reader: inout JSONReader
    ) throws(JSONError) -> Block.Transactions {
        var hashes: [Hash32] = []
        var records: [TransactionRecord] = []
        var stated = StatedHashes()
        var table = TransactionRecord.fields
        records.reserveCapacity(min(reader.bytesLeft / usual.byteCount, usual.most))
        try reader.beginArray()
        while try reader.nextItem() {
            if records.isEmpty, reader.next == .string {
                hashes.append(try reader.hash32())
            } else {
                guard hashes.isEmpty else { throw reader.failure(.type) }
                records.append(try TransactionRecord(&reader, &table, &stated))
            }
        }
        try stated.check()
        return records.isEmpty ? .hashes(hashes) : .full(records)
    }
}

extension JSONReader {
    /// A string of `0x` and sixteen digits, the nonce of a header.
    @_lifetime(self: copy self)
    mutating func eightBytes() throws(JSONError) -> UInt64 {
        var word: UInt64 = 0
        try unsafe withUnsafeMutableBytes(of: &word) { target throws(JSONError) in
            try unsafe fixedBytes(into: target)
        }
        return UInt64(bigEndian: word)
    }
}

extension Withdrawal {
    private enum Field: Int, CaseIterable {
        case index
        case validatorIndex
        case address
        case amount

        static let table = JSONFieldTable(allCases.map { "\($0)" })
    }

    /// Reads a list of withdrawals.
    fileprivate static func list(_ reader: inout JSONReader) throws(JSONError) -> [Withdrawal] {
        var withdrawals: [Withdrawal] = []
        var table = Field.table
        try reader.beginArray()
        while try reader.nextItem() {
            var (index, validator, amount) = (UInt64(0), UInt64(0), UInt64(0))
            var address = Address.zero
            var fields = JSONFields()
            try reader.beginObject()
            while let field = try reader.nextField(&table, &fields) {
                switch Field(rawValue: field) {
                case .index: index = try reader.quantity()
                case .validatorIndex: validator = try reader.quantity()
                case .address: address = try reader.address()
                case .amount: amount = try reader.quantity()
                case nil: try reader.skip()
                }
            }
            try reader.require(Field.allCases.map(\.rawValue), of: table, in: fields)
            withdrawals.append(
                Withdrawal(index: index, validatorIndex: validator, address: address, gwei: amount))
        }
        return withdrawals
    }
}
