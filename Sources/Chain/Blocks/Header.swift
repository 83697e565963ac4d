public import Primitives

/// The header of a block, from Frontier to Osaka and the two fields that come next (yellow paper,
/// section 4.4).
///
/// The fields behind ``nonce`` came with later forks, each fork after those of the forks before it;
/// the encoding ends at the first that is nil. Members that a node adds to its answers and that no
/// fork hashes have no place here.
public struct Header: Hashable, Sendable {
    /// The hash of the parent's header.
    public var parentHash: Hash32
    /// The hash of the RLP list of the ommers' headers.
    public var ommersHash: Hash32
    /// Who gets the fees; `miner` in JSON-RPC.
    public var beneficiary: Address
    /// The root of the state trie after the block.
    public var stateRoot: Hash32
    /// The root of the trie of the transactions.
    public var transactionsRoot: Hash32
    /// The root of the trie of the receipts.
    public var receiptsRoot: Hash32
    /// The filter of the logs of all receipts.
    public var logsBloom: Bloom
    /// The difficulty; zero since The Merge.
    public var difficulty: UInt256
    /// The number of the block.
    public var number: BlockNumber
    /// The most gas that the transactions may use.
    public var gasLimit: Gas
    /// The gas that the transactions used.
    public var gasUsed: Gas
    /// When the block was made.
    public var timestamp: Timestamp
    /// Any bytes.
    public var extraData: Bytes
    /// The mix of the proof of work; since The Merge the beacon chain's randomness (EIP-4399).
    public var mixHash: Hash32
    /// The nonce of the proof of work; zero since The Merge.
    public var nonce: UInt64
    /// The base fee (EIP-1559, London).
    public var baseFeePerGas: Wei?
    /// The root of the trie of the withdrawals (EIP-4895, Shanghai).
    public var withdrawalsRoot: Hash32?
    /// The gas that the blobs used (EIP-4844, Cancun).
    public var blobGasUsed: Gas?
    /// The blob gas above the target so far (EIP-4844, Cancun).
    public var excessBlobGas: Gas?
    /// The root of the parent beacon block (EIP-4788, Cancun).
    public var parentBeaconBlockRoot: Hash32?
    /// The hash of the execution layer requests (EIP-7685, Prague).
    public var requestsHash: Hash32?
    /// The hash of the block's access list (EIP-7928).
    public var blockAccessListHash: Hash32?
    /// The number of the slot (EIP-7843).
    public var slotNumber: UInt64?

    /// The hash of no ommers, the hash of the empty RLP list.
    public static let emptyOmmersHash = Keccak256.hash([0xc0])

    /// A header of the given fields; those of forks that do not apply stay nil.
    public init(
        parentHash: Hash32, ommersHash: Hash32 = emptyOmmersHash, beneficiary: Address,
        stateRoot: Hash32, transactionsRoot: Hash32, receiptsRoot: Hash32, logsBloom: Bloom,
        difficulty: UInt256 = .zero, number: BlockNumber, gasLimit: Gas, gasUsed: Gas,
        timestamp: Timestamp, extraData: Bytes = Bytes(), mixHash: Hash32 = .zero,
        nonce: UInt64 = 0, baseFeePerGas: Wei? = nil, withdrawalsRoot: Hash32? = nil,
        blobGasUsed: Gas? = nil, excessBlobGas: Gas? = nil,
        parentBeaconBlockRoot: Hash32? = nil, requestsHash: Hash32? = nil,
        blockAccessListHash: Hash32? = nil, slotNumber: UInt64? = nil
    ) {
        self.parentHash = parentHash
        self.ommersHash = ommersHash
        self.beneficiary = beneficiary
        self.stateRoot = stateRoot
        self.transactionsRoot = transactionsRoot
        self.receiptsRoot = receiptsRoot
        self.logsBloom = logsBloom
        self.difficulty = difficulty
        self.number = number
        self.gasLimit = gasLimit
        self.gasUsed = gasUsed
        self.timestamp = timestamp
        self.extraData = extraData
        self.mixHash = mixHash
        self.nonce = nonce
        self.baseFeePerGas = baseFeePerGas
        self.withdrawalsRoot = withdrawalsRoot
        self.blobGasUsed = blobGasUsed
        self.excessBlobGas = excessBlobGas
        self.parentBeaconBlockRoot = parentBeaconBlockRoot
        self.requestsHash = requestsHash
        self.blockAccessListHash = blockAccessListHash
        self.slotNumber = slotNumber
    }
}
