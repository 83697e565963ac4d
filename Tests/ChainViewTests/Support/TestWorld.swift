import Authorization
import Chain
import Codec
import EthereumClient
import Primitives
import Synchronization

/// A chain with real tries, one policy a block, and forks of it.
final class TestWorld: Sendable {
    /// One block with its state.
    struct Block: Sendable {
        let sealed: SealedHeader
        let state: [Address: TestPolicy.Contract]
        let trie: MerklePatriciaTrie
    }

    /// The moment of the tests' clock when the newest block was made.
    static let start: UInt64 = 2_000_000_000

    private let chain = Mutex<[Block]>([])
    private let mark: UInt8

    /// A chain of `count` blocks with one policy, two seconds each.
    init(_ policy: TestPolicy = TestPolicy(), count: Int = 12, mark: UInt8 = 0) {
        self.mark = mark
        for _ in 0..<count { append(policy) }
    }

    /// A chain that has this one's blocks below `number` and others from there.
    func fork(at number: Int, _ policy: TestPolicy, mark: UInt8 = 1) -> TestWorld {
        let blocks = blocks
        let world = TestWorld(policy, count: 0, mark: mark)
        world.chain.withLock { $0 = Array(blocks[..<number]) }
        for _ in number..<blocks.count { world.append(policy) }
        return world
    }

    /// All blocks.
    var blocks: [Block] { chain.withLock { $0 } }
    /// The newest block.
    var head: Block { chain.withLock { $0[$0.count - 1] } }

    /// Adds a block, two seconds after the one before it or at a moment of its own.
    func append(_ policy: TestPolicy, at moment: UInt64? = nil) {
        var policy = policy
        chain.withLock { blocks in
            policy.noise = UInt64(blocks.count)
            let state = policy.state
            let trie = StateTrie.trie(of: state.mapValues(\.account))
            let number = UInt64(blocks.count)
            let header = Header(
                parentHash: blocks.last?.sealed.hash ?? .zero, beneficiary: .zero,
                stateRoot: trie.root, transactionsRoot: MerklePatriciaTrie.emptyRoot,
                receiptsRoot: MerklePatriciaTrie.emptyRoot, logsBloom: Bloom(),
                number: BlockNumber(number), gasLimit: 1, gasUsed: 0,
                timestamp: Timestamp(seconds: moment ?? (TestWorld.start - 22 + number * 2)),
                extraData: Bytes([mark]), baseFeePerGas: 7)
            blocks.append(Block(sealed: SealedHeader(header), state: state, trie: trie))
        }
    }
}

extension TestWorld.Block {
    /// The block as JSON-RPC gives it.
    var json: JSONValue {
        let header = sealed.header
        return [
            "parentHash": .string(header.parentHash.hex),
            "sha3Uncles": .string(header.ommersHash.hex), "miner": .string(Address.zero.hex),
            "stateRoot": .string(header.stateRoot.hex),
            "transactionsRoot": .string(header.transactionsRoot.hex),
            "receiptsRoot": .string(header.receiptsRoot.hex),
            "logsBloom": .string(Bytes(repeating: 0, count: 256).hex), "difficulty": "0x0",
            "number": .string(header.number.quantity), "gasLimit": "0x1", "gasUsed": "0x0",
            "timestamp": .string(UInt256(header.timestamp.seconds).quantity),
            "extraData": .string(header.extraData.hex), "mixHash": .string(Hash32.zero.hex),
            "nonce": "0x0000000000000000", "baseFeePerGas": "0x7",
            "hash": .string(sealed.hash.hex), "transactions": [], "uncles": [],
        ]
    }

    /// The answer to `eth_getProof`.
    func proof(of address: Address, slots: [Hash32]) -> JSONValue {
        let contract = state[address]
        let account = contract?.account
        let storage = StorageTrie.trie(of: contract?.storage ?? [:])
        return [
            "address": .string(address.hex),
            "accountProof": nodes(trie, Keccak256.hash(address.bytes)),
            "balance": .string((account?.balance ?? 0).quantity),
            "codeHash": .string((account?.codeHash ?? Account.emptyCodeHash).hex),
            "nonce": .string(UInt256(account?.nonce ?? 0).quantity),
            "storageHash": .string((account?.storageRoot ?? MerklePatriciaTrie.emptyRoot).hex),
            "storageProof": .array(
                slots.map { slot in
                    [
                        "key": .string(slot.hex),
                        "value": .string((contract?.storage[slot] ?? .zero).quantity),
                        "proof": nodes(storage, Keccak256.hash(slot.bytes)),
                    ]
                }),
        ]
    }

    private func nodes(_ trie: MerklePatriciaTrie, _ key: Hash32) -> JSONValue {
        .array(trie.proof(of: key.bytes).map { .string($0.hex) })
    }
}
