import Codec
public import Primitives

extension Receipt {
    /// The type of the OP stack's deposits.
    public static let depositType: UInt8 = 0x7e

    /// The receipt that `bytes` encode in the form that the receipts root commits to. The logs' data
    /// are slices of `bytes`.
    ///
    /// - Throws: ``ReceiptError`` by the first rule broken.
    public init(decoding bytes: Bytes) throws(ReceiptError) {
        guard let first = bytes.first else { throw ReceiptError(rule: .empty) }
        if first >= RLP.emptyList {
            try self.init(type: 0, list: bytes)
        } else {
            guard first > 0, first < RLP.emptyString else { throw ReceiptError(rule: .type) }
            try self.init(type: first, list: bytes.slice(from: 1))
        }
    }

    private init(type: UInt8, list bytes: Bytes) throws(ReceiptError) {
        do throws(RLPError) {
            self = try bytes.withSpan { span throws(RLPError) in
                var reader = RLPReader(span)
                return try Receipt(type: type, &reader, sharing: bytes)
            }
        } catch {
            throw ReceiptError(error)
        }
    }

    private init(
        type: UInt8, _ reader: inout RLPReader, sharing bytes: Bytes
    ) throws(RLPError) {
        let outer = try reader.enterList()
        let outcome = try Outcome(&reader)
        let gas = try reader.uint64()
        let bloom = unsafe try reader.value(as: Bloom.self)
        let list = try reader.enterList()
        var logs: [Log] = []
        while !reader.isAtEnd { logs.append(try Log(&reader, sharing: bytes)) }
        try reader.leaveList(list)
        var deposit: Deposit?
        if type == Receipt.depositType, !reader.isAtEnd {
            deposit = Deposit(nonce: try reader.uint64(), version: try reader.uint64())
        }
        try reader.leaveList(outer)
        try reader.finish()
        self.init(
            type: type, outcome: outcome, cumulativeGasUsed: gas, logs: logs, logsBloom: bloom,
            deposit: deposit)
    }
}

extension Receipt.Outcome {
    /// A status of 0 or 1, or a state root.
    fileprivate init(_ reader: inout RLPReader) throws(RLPError) {
        let place = reader.offset
        var ahead = reader
        if try ahead.next().payload.count == Hash32.byteCount {
            self = .stateRoot(try reader.hash())
        } else {
            let status = try reader.uint64()
            guard status <= 1 else { throw RLPError(rule: .integerWidth, offset: place) }
            self = .status(status == 1)
        }
    }
}
