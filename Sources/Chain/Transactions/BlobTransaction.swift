import Codec
public import Primitives

/// A transaction of type 3, which pays for blobs (EIP-4844), in the form that a block holds: the
/// blobs themselves are not part of it.
public struct BlobTransaction: Hashable, Sendable {
    /// The chain.
    public var chainID: ChainID
    /// The number of the sender's transactions before this one.
    public var nonce: UInt64
    /// The most that the block's maker gets for a unit of gas.
    public var maxPriorityFeePerGas: Wei
    /// The most that a unit of gas may cost altogether.
    public var maxFeePerGas: Wei
    /// The most gas that may be used.
    public var gasLimit: Gas
    /// The recipient; a transaction of this type creates no contract.
    public var to: Address
    /// The amount sent.
    public var value: Wei
    /// The call data.
    public var input: Bytes
    /// The accounts and slots announced.
    public var accessList: AccessList
    /// The most that a unit of blob gas may cost.
    public var maxFeePerBlobGas: Wei
    /// The versioned hashes of the blobs' commitments.
    public var blobVersionedHashes: [Hash32]

    /// The first byte of a versioned hash of a KZG commitment.
    public static let hashVersion: UInt8 = 1

    /// A transaction of the given fields.
    public init(
        chainID: ChainID, nonce: UInt64, maxPriorityFeePerGas: Wei, maxFeePerGas: Wei,
        gasLimit: Gas, to: Address, value: Wei, input: Bytes,
        accessList: AccessList = AccessList(), maxFeePerBlobGas: Wei,
        blobVersionedHashes: [Hash32]
    ) {
        self.chainID = chainID
        self.nonce = nonce
        self.maxPriorityFeePerGas = maxPriorityFeePerGas
        self.maxFeePerGas = maxFeePerGas
        self.gasLimit = gasLimit
        self.to = to
        self.value = value
        self.input = input
        self.accessList = accessList
        self.maxFeePerBlobGas = maxFeePerBlobGas
        self.blobVersionedHashes = blobVersionedHashes
    }
}

extension BlobTransaction: TransactionFields {
    static let fields: [TransactionError.Field] = [
        .chainID, .nonce, .maxPriorityFeePerGas, .maxFeePerGas, .gasLimit, .to, .value, .input,
        .accessList, .maxFeePerBlobGas, .blobVersionedHashes, .v, .r, .s,
    ]

    init(_ reader: inout RLPReader, sharing bytes: Bytes) throws(RLPError) {
        chainID = ChainID(try reader.uint256())
        nonce = try reader.uint64()
        maxPriorityFeePerGas = Wei(try reader.uint256())
        maxFeePerGas = Wei(try reader.uint256())
        gasLimit = Gas(try reader.uint64())
        to = try reader.address()
        value = Wei(try reader.uint256())
        input = try reader.string(sharing: bytes)
        accessList = try AccessList(&reader, sharing: bytes)
        maxFeePerBlobGas = Wei(try reader.uint256())
        let outer = try reader.enterList()
        blobVersionedHashes = []
        while !reader.isAtEnd { blobVersionedHashes.append(try reader.hash()) }
        try reader.leaveList(outer)
    }

    var size: Int {
        RLPSize.integer(chainID.number) + RLPSize.integer(nonce)
            + RLPSize.integer(maxPriorityFeePerGas.number) + RLPSize.integer(maxFeePerGas.number)
            + RLPSize.integer(gasLimit.value) + RLPSize.address + RLPSize.integer(value.number)
            + RLPSize.string(input) + accessList.encoded.count
            + RLPSize.integer(maxFeePerBlobGas.number)
            + RLPSize.list(payload: blobVersionedHashes.count * RLPSize.hash)
    }

    func write(to writer: inout RLPWriter) {
        writer.integer(chainID.number)
        writer.integer(nonce)
        writer.integer(maxPriorityFeePerGas.number)
        writer.integer(maxFeePerGas.number)
        writer.integer(gasLimit.value)
        writer.address(to)
        writer.integer(value.number)
        writer.string(input)
        writer.encoded(accessList.encoded)
        writer.integer(maxFeePerBlobGas.number)
        writer.list(payload: blobVersionedHashes.count * RLPSize.hash)
        for hash in blobVersionedHashes { writer.hash(hash) }
    }
}
