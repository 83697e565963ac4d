import Chain
import Codec
import Primitives

/// The members of a transaction.
enum TransactionField: Int, CaseIterable {
    case blockHash
    case blockNumber
    case blockTimestamp
    case from
    case gas
    case gasPrice
    case maxFeePerGas
    case maxPriorityFeePerGas
    case maxFeePerBlobGas
    case hash
    case input
    case nonce
    case to
    case transactionIndex
    case value
    case type
    case accessList
    case chainId
    case blobVersionedHashes
    case authorizationList
    case v
    case r
    case s
    case yParity
    case sourceHash
    case mint
    case isSystemTx

    static let required = [hash, from, type].map(\.rawValue)
    /// Nodes before the Berlin fork give no type.
    static let requiredBeforeBerlin = [hash, from].map(\.rawValue)
}

/// A transaction while it is read.
struct TransactionDraft {
    var hash = Hash32.zero
    var from = Address.zero
    var blockHash: Hash32?
    var blockNumber: UInt64?
    var index: UInt64?
    var type: UInt64 = 0
    var nonce: UInt64?
    var gas: UInt64?
    var gasPrice: Wei?
    var maxFee: Wei?
    var maxPriorityFee: Wei?
    var maxBlobFee: Wei?
    var to: Address?
    var value: Wei?
    var input: Bytes?
    var chainID: ChainID?
    var accessList: AccessList?
    var blobHashes: [Hash32]?
    var authorizations: [Authorization]?
    var v: UInt256?
    var r: UInt256?
    var s: UInt256?
    var yParity: UInt64?
    var sourceHash: Hash32?
    var mint: Wei?
    var isSystem = false

    /// Reads the value of one member.
    mutating func read(
        _ field: TransactionField, _ reader: inout JSONReader
    ) throws(JSONError) {
        switch field {
        case .hash: hash = try reader.hash32()
        case .from: from = try reader.address()
        case .blockHash: blockHash = try reader.takesNull() ? nil : try reader.hash32()
        case .blockNumber: blockNumber = try reader.takesNull() ? nil : try reader.quantity()
        case .transactionIndex: index = try reader.takesNull() ? nil : try reader.quantity()
        case .type: type = try reader.quantity()
        case .nonce: nonce = try reader.quantity()
        case .gas: gas = try reader.quantity()
        case .to: to = try reader.takesNull() ? nil : try reader.address()
        case .value: value = try reader.quantity(as: Wei.self)
        case .input: input = try reader.bytes()
        case .chainId:
            chainID = try reader.takesNull() ? nil : try reader.quantity(as: ChainID.self)
        case .v: v = try reader.takesNull() ? nil : try reader.quantity256()
        case .r: r = try reader.takesNull() ? nil : try reader.quantity256()
        case .s: s = try reader.takesNull() ? nil : try reader.quantity256()
        case .yParity: yParity = try reader.takesNull() ? nil : try reader.quantity()
        case .isSystemTx: isSystem = try reader.takesNull() ? false : try reader.bool()
        case .sourceHash: sourceHash = try reader.takesNull() ? nil : try reader.hash32()
        case .blockTimestamp: try reader.skip()
        default: try readPart(field, &reader)
        }
    }

    /// Reads a member that only some types have.
    private mutating func readPart(
        _ field: TransactionField, _ reader: inout JSONReader
    ) throws(JSONError) {
        if try reader.takesNull() { return }
        switch field {
        case .gasPrice: gasPrice = try reader.quantity(as: Wei.self)
        case .maxFeePerGas: maxFee = try reader.quantity(as: Wei.self)
        case .maxPriorityFeePerGas: maxPriorityFee = try reader.quantity(as: Wei.self)
        case .maxFeePerBlobGas: maxBlobFee = try reader.quantity(as: Wei.self)
        case .mint: mint = try reader.quantity(as: Wei.self)
        case .accessList: accessList = try AccessList.read(&reader)
        case .blobVersionedHashes:
            var hashes: [Hash32] = []
            try reader.beginArray()
            while try reader.nextItem() { hashes.append(try reader.hash32()) }
            blobHashes = hashes
        case .authorizationList:
            var list: [Authorization] = []
            try reader.beginArray()
            while try reader.nextItem() { list.append(try Authorization.read(&reader)) }
            authorizations = list
        default: try reader.skip()
        }
    }
}

extension TransactionRecord {
    /// The members of a transaction in geth's order.
    static let fields = JSONFieldTable(TransactionField.allCases.map { "\($0)" })

    /// Reads one transaction and computes its hash; `table` remembers the order of the members.
    init(_ reader: inout JSONReader, _ table: inout JSONFieldTable) throws(JSONError) {
        var hashes = StatedHashes()
        try self.init(&reader, &table, &hashes)
        try hashes.check()
    }

    /// Reads one transaction and leaves its hash to be checked; `table` remembers the order of the
    /// members.
    init(
        _ reader: inout JSONReader, _ table: inout JSONFieldTable, _ hashes: inout StatedHashes
    ) throws(JSONError) {
        let start = reader.offset
        var again = reader
        var draft = TransactionDraft()
        var fields = JSONFields()
        try reader.beginObject()
        while let index = try reader.nextField(&table, &fields) {
            guard let field = TransactionField(rawValue: index) else { continue }
            try draft.read(field, &reader)
        }
        let hasType = fields.contains(TransactionField.type.rawValue)
        try reader.require(
            hasType ? TransactionField.required : TransactionField.requiredBeforeBerlin,
            of: table, in: fields)
        let body: Body
        if let transaction = try draft.transaction(at: start) {
            hashes.add(draft.hash, of: transaction.encoded, at: start)
            body = .known(transaction)
        } else {
            body = .unknown(try again.value())
        }
        self.init(
            body: body, hash: draft.hash, type: draft.type, from: draft.from,
            blockHash: draft.blockHash, blockNumber: draft.blockNumber.map { BlockNumber($0) },
            transactionIndex: draft.index)
    }
}
