import Chain
import Codec
import Primitives

extension TransactionReceipt {
    fileprivate enum Field: Int, CaseIterable {
        case blockHash
        case blockNumber
        case contractAddress
        case cumulativeGasUsed
        case effectiveGasPrice
        case from
        case gasUsed
        case logs
        case logsBloom
        case status
        case to
        case transactionHash
        case transactionIndex
        case type
        case root
        case blobGasUsed
        case blobGasPrice
        case depositNonce
        case depositReceiptVersion

        static let required = [
            transactionHash, transactionIndex, blockHash, blockNumber, from, gasUsed,
            cumulativeGasUsed, logs, logsBloom,
        ].map(\.rawValue)
    }

    /// The order of the members of receipts and of their logs, remembered from one to the next.
    struct Tables {
        var receipt = JSONFieldTable(Field.allCases.map { "\($0)" })
        var log = LogRecord.fields
    }

    /// What is read before it is put together.
    fileprivate struct Draft {
        var transactionHash = Hash32.zero
        var transactionIndex: UInt64 = 0
        var blockHash: Hash32?
        var blockNumber: UInt64?
        var from = Address.zero
        var to: Address?
        var contractAddress: Address?
        var gasUsed: UInt64 = 0
        var cumulativeGasUsed: UInt64 = 0
        var effectiveGasPrice: Wei?
        var blobGasUsed: UInt64?
        var blobGasPrice: Wei?
        var type: UInt64 = 0
        var outcome: Receipt.Outcome?
        var bloom = Bloom()
        var logs: [LogRecord] = []
        var depositNonce: UInt64?
        var depositVersion: UInt64?
    }

    /// Reads a receipt; nil for one whose block is not known yet, which some nodes give before the
    /// whole.
    static func read(
        _ reader: inout JSONReader, _ tables: inout Tables, leniency: Leniency
    ) throws(JSONError) -> TransactionReceipt? {
        var draft = Draft()
        var fields = JSONFields()
        let start = reader.offset
        try reader.beginObject()
        while let index = try reader.nextField(&tables.receipt, &fields) {
            guard let field = Field(rawValue: index) else { continue }
            try draft.read(field, &reader, &tables, leniency)
        }
        try reader.require(Field.required, of: tables.receipt, in: fields)
        guard let blockHash = draft.blockHash, let blockNumber = draft.blockNumber else {
            return nil
        }
        if !leniency.contains(.missingFees) {
            try reader.require(
                [Field.effectiveGasPrice.rawValue], of: tables.receipt, in: fields)
        }
        guard let outcome = draft.outcome else {
            throw JSONError(rule: .missing, offset: reader.offset, name: "status")
        }
        guard let type = UInt8(exactly: draft.type), type < 0x80 else {
            throw JSONError(rule: .form, offset: start, name: "type")
        }
        let deposit = draft.depositNonce.map {
            Receipt.Deposit(nonce: $0, version: draft.depositVersion)
        }
        return TransactionReceipt(
            receipt: Receipt(
                type: type, outcome: outcome, cumulativeGasUsed: draft.cumulativeGasUsed,
                logs: draft.logs.map(\.log), logsBloom: draft.bloom,
                deposit: type == Receipt.depositType ? deposit : nil),
            transactionHash: draft.transactionHash, transactionIndex: draft.transactionIndex,
            blockHash: blockHash, blockNumber: BlockNumber(blockNumber), from: draft.from,
            to: draft.to, contractAddress: draft.contractAddress, gasUsed: Gas(draft.gasUsed),
            effectiveGasPrice: draft.effectiveGasPrice,
            blobGasUsed: draft.blobGasUsed.map { Gas($0) }, blobGasPrice: draft.blobGasPrice,
            logs: draft.logs)
    }
}

extension TransactionReceipt.Draft {
    /// Reads the value of one member.
    fileprivate mutating func read(
        _ field: TransactionReceipt.Field, _ reader: inout JSONReader,
        _ tables: inout TransactionReceipt.Tables, _ leniency: TransactionReceipt.Leniency
    ) throws(JSONError) {
        switch field {
        case .transactionHash: transactionHash = try reader.hash32()
        case .transactionIndex:
            // Without its block a transaction has no place either.
            if try !reader.takesNull() { transactionIndex = try reader.quantity() }
        case .blockHash: blockHash = try reader.takesNull() ? nil : try reader.hash32()
        case .blockNumber: blockNumber = try reader.takesNull() ? nil : try reader.quantity()
        case .from: from = try reader.address()
        case .to: to = try reader.takesNull() ? nil : try reader.address()
        case .contractAddress:
            contractAddress = try reader.takesNull() ? nil : try reader.address()
        case .gasUsed: gasUsed = try reader.quantity()
        case .cumulativeGasUsed: cumulativeGasUsed = try reader.quantity()
        case .effectiveGasPrice:
            if leniency.contains(.missingFees), try reader.takesNull() { return }
            effectiveGasPrice = try reader.quantity(as: Wei.self)
        case .blobGasUsed: blobGasUsed = try reader.takesNull() ? nil : try reader.quantity()
        case .blobGasPrice:
            blobGasPrice = try reader.takesNull() ? nil : try reader.quantity(as: Wei.self)
        case .type: type = try reader.quantity()
        case .status:
            if try reader.takesNull() { return }
            let start = reader.offset
            let status = try reader.quantity()
            guard status <= 1 else { throw reader.failure(.form, at: start) }
            outcome = .status(status == 1)
        case .root:
            if try reader.takesNull() { return }
            let start = reader.offset
            let bytes = try reader.bytes()
            // geth wrote an empty root beside the status for years.
            if bytes.isEmpty { return }
            guard let root = Hash32(bytes) else { throw reader.failure(.form, at: start) }
            if outcome == nil { outcome = .stateRoot(root) }
        case .logsBloom: bloom = try reader.bloom()
        case .logs: logs = try LogRecord.list(&reader, &tables.log)
        case .depositNonce:
            depositNonce = try reader.takesNull() ? nil : try reader.quantity()
        case .depositReceiptVersion:
            depositVersion = try reader.takesNull() ? nil : try reader.quantity()
        }
    }
}

extension JSONReader {
    /// A filter of 256 bytes.
    @_lifetime(self: copy self)
    mutating func bloom() throws(JSONError) -> Bloom {
        let start = offset
        guard let bloom = Bloom(try bytes()) else { throw failure(.form, at: start) }
        return bloom
    }
}
