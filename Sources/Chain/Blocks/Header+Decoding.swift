public import Codec
public import Primitives

extension Header {
    /// The header that `bytes` encode; its extra data is a slice of them.
    ///
    /// - Throws: ``/Codec/RLPError`` when they are no canonical RLP or not the fields of a fork: 15
    ///   before London, 16, 17 (Shanghai), 20 (Cancun), 21 (Prague and Osaka), 22 or 23.
    public init(decoding bytes: Bytes) throws(RLPError) {
        self = try bytes.withSpan { span throws(RLPError) in
            var reader = RLPReader(span)
            return try Header(&reader, sharing: bytes, isLast: true)
        }
    }

    /// The header that comes next; its extra data is a slice of `bytes`.
    ///
    /// - Parameters:
    ///   - reader: Stands before the header.
    ///   - bytes: What `reader` has been reading from the beginning.
    ///   - isLast: Whether nothing may follow the header.
    /// - Throws: ``/Codec/RLPError`` as ``init(decoding:)``.
    @inline(__always)
    public init(
        _ reader: inout RLPReader, sharing bytes: Bytes, isLast: Bool = false
    ) throws(RLPError) {
        let outer = try reader.enterList()
        parentHash = try reader.hash()
        ommersHash = try reader.hash()
        beneficiary = try reader.address()
        stateRoot = try reader.hash()
        transactionsRoot = try reader.hash()
        receiptsRoot = try reader.hash()
        logsBloom = unsafe try reader.value(as: Bloom.self)
        difficulty = try reader.uint256()
        number = BlockNumber(try reader.uint64())
        gasLimit = Gas(try reader.uint64())
        gasUsed = Gas(try reader.uint64())
        timestamp = Timestamp(seconds: try reader.uint64())
        extraData = try reader.string(sharing: bytes)
        mixHash = try reader.hash()
        nonce = try reader.eightBytes()
        if !reader.isAtEnd { baseFeePerGas = Wei(try reader.uint256()) }
        if !reader.isAtEnd { withdrawalsRoot = try reader.hash() }
        if !reader.isAtEnd {
            blobGasUsed = Gas(try reader.uint64())
            excessBlobGas = Gas(try reader.uint64())
            parentBeaconBlockRoot = try reader.hash()
        }
        if !reader.isAtEnd { requestsHash = try reader.hash() }
        if !reader.isAtEnd { blockAccessListHash = try reader.hash() }
        if !reader.isAtEnd { slotNumber = try reader.uint64() }
        try reader.leaveList(outer)
        if isLast { try reader.finish() }
    }
}
