import Chain
import Codec
import EthereumClient
import Primitives
import TestSupport
import Testing

@Suite(
    "Every method against the development chain with the governance on it",
    .enabled(if: Devnet.isAvailable, "needs .venv/bin/python: make setup"))
struct DevnetMethodsTests {
    /// One chain for the suite, which only reads.
    private static let shared = Task { try DevnetClient(devnet: try await Devnet.start()) }

    private let client: EthereumClient
    private let kms: Address

    init() async throws {
        let shared = try await Self.shared.value
        client = shared.client
        let text =
            shared.devnet.description["contracts"]?["DstackKms"]?.string
            ?? shared.devnet.description["contracts"]?["kms"]?.string
        kms = try Address(hex: try #require(text))
    }

    @Test("chain id, block number, client version")
    func identity() async throws {
        #expect(try await client.chainID() == 31337)
        #expect(try await client.blockNumber() > 5)
        #expect(try await client.clientVersion().isEmpty == false)
        #expect(try await client.raw("net_version") == "31337")
    }

    @Test(
        "blocks by number, hash and tag have the same hash; roots of transactions and receipts hold"
    )
    func blocks() async throws {
        let head = try #require(try await client.getHeader(.latest))
        let headers = try await client.getHeaders([head.number, BlockNumber(0)], inBatchesOf: 1)
        #expect(headers.first == head && headers.last??.number == BlockNumber(0))
        for number in 0...head.number.value {
            let block = try #require(try await client.getFullBlock(.number(BlockNumber(number))))
            try block.checkRoots()
            let receipts = try #require(try await client.getBlockReceipts(.hash(block.hash)))
            try block.checkReceipts(receipts)
            #expect(try await client.getHeader(.hash(block.hash)) == block.sealed)
            #expect(
                try await client.getBlock(.hash(block.hash))?.transactionHashes
                    == block.transactionHashes)
            #expect(try await client.getRawHeader(.number(block.number)) == block.sealed)
            #expect(
                try await client.getRawReceipts(.number(block.number)) == receipts.map(\.receipt))
        }
        for tag in [BlockReference.safe, .finalized, .earliest] {
            #expect(try #require(try await client.getHeader(tag)).number <= head.number)
        }
        #expect(try await client.getBlock(.number(BlockNumber(1 << 40))) == nil)
        #expect(try await client.getBlock(.hash(.zero)) == nil)
        #expect(try await client.getBlockReceipts(.hash(.zero)) == nil)
    }

    @Test("transactions by hash, by place and from their bytes are the same")
    func transactions() async throws {
        var count = 0
        let head = try await client.blockNumber()
        for number in 1...head.value {
            let block = try #require(try await client.getFullBlock(.number(BlockNumber(number))))
            guard case .full(let records) = block.transactions else { continue }
            for (index, record) in records.enumerated() {
                #expect(try await client.getTransactionByHash(record.hash) == record)
                #expect(
                    try await client.getTransaction(in: .hash(block.hash), index: UInt64(index))
                        == record)
                #expect(
                    try await client.getTransaction(in: .number(block.number), index: UInt64(index))
                        == record)
                let raw = try #require(try await client.getRawTransaction(record.hash))
                #expect(raw.encoded == record.encoded)
                let receipt = try #require(try await client.getTransactionReceipt(record.hash))
                #expect(receipt.transactionIndex == UInt64(index))
                count += 1
            }
        }
        #expect(count > 5)
        #expect(try await client.getTransactionByHash(.zero) == nil)
        #expect(try await client.getRawTransaction(.zero) == nil)
        #expect(try await client.getTransactionReceipt(.zero) == nil)
        #expect(try await client.getTransaction(in: .latest, index: 999) == nil)
    }

    @Test("balance, code, storage and nonce are those that the state root proves")
    func state() async throws {
        let head = try #require(try await client.getHeader(.latest))
        let slots = [Hash32.zero, Keccak256.hash(Bytes())]
        let account = try await client.getVerifiedAccount(kms, slots: slots, in: head)
        let at = BlockReference.hash(head.hash, requireCanonical: true)
        #expect(try await client.getBalance(kms, at: at) == account.account?.balance)
        #expect(try await client.getTransactionCount(kms, at: at) == account.account?.nonce)
        let code = try await client.getCode(kms, at: at)
        #expect(Keccak256.hash(code) == account.account?.codeHash)
        for slot in account.slots {
            let word = try await client.getStorageAt(kms, slot: slot.key, at: at)
            #expect(UInt256(word) == slot.value)
        }
        let nobody = Address(lastBytesOf: Keccak256.hash(Bytes(utf8: "nobody")))
        let absent = try await client.getVerifiedAccount(nobody, slots: slots, in: head)
        #expect(absent.account == nil && absent.slots.allSatisfy { $0.value.isZero })
        #expect(try await client.getCode(nobody) == Bytes())
        let proof = try await client.getProof(kms, slots: slots, at: .latest)
        #expect(throws: ProofError.self) {
            try proof.verified(stateRoot: .zero, address: kms, slots: slots)
        }
    }

    @Test("calls return, revert with their data, and see overrides")
    func calls() async throws {
        let owner = CallRequest(to: kms, input: try Bytes(hex: "0x8da5cb5b"))
        let word = try #require(Hash32(try await client.call(owner)))
        #expect(try #require(Address(word: word)).isZero == false)
        #expect(try await client.callOutcome(owner) == .returned(word.bytes))
        // transferOwnership by nobody.
        let forbidden = CallRequest(
            to: kms, input: try Bytes(hex: "0xf2fde38b") + Address.zero.word.bytes)
        guard case .reverted(let data?) = try await client.callOutcome(forbidden) else {
            Issue.record("no revert data")
            return
        }
        #expect(data.count >= 4)
        let error = await #expect(throws: ClientError.self) {
            try await client.estimateGas(forbidden)
        }
        #expect(error?.nodeError?.revertData == data)
        // Code that returns NUMBER, BALANCE of itself and slot 0.
        let code = try Bytes(hex: "0x43600052476020525f5460405260605ff3")
        var override = StateOverride()
        override.code = code
        override.balance = 77
        override.stateDiff = [.zero: Hash32(UInt256(5))]
        var block = BlockOverrides()
        block.number = 1_000_000
        let somewhere = Address(lastBytesOf: Keccak256.hash(Bytes(utf8: "somewhere")))
        let result = try await client.call(
            CallRequest(to: somewhere), overriding: [somewhere: override], block: block)
        let words: [UInt256] = [1_000_000, 77, 5]
        #expect(result == Bytes.joining(words.map { Hash32($0).bytes }))
    }

    @Test("gas estimates suffice, access lists name what is touched")
    func gas() async throws {
        let account = try #require(try await client.devnetAccounts().first)
        var request = CallRequest(from: account, to: kms, input: try Bytes(hex: "0x8da5cb5b"))
        let gas = try await client.estimateGas(request)
        #expect(gas > 21_000)
        request.gas = gas
        _ = try await client.call(request)
        // The list itself costs gas too.
        request.gas = nil
        let outcome = try await client.createAccessList(request)
        #expect(outcome.failure == nil && outcome.gasUsed > 21_000)
        #expect(outcome.accessList.entries.contains { $0.address == kms })
        request.accessList = outcome.accessList
        _ = try await client.call(request)
    }

    @Test("simulated blocks run one after the other and keep nothing")
    func simulation() async throws {
        let owner = CallRequest(to: kms, input: try Bytes(hex: "0x8da5cb5b"))
        let forbidden = CallRequest(
            to: kms, input: try Bytes(hex: "0xf2fde38b") + Address.zero.word.bytes)
        let blocks = try await client.simulateV1(
            Simulation(blocks: [
                Simulation.Block(calls: [owner, forbidden]), Simulation.Block(calls: [owner]),
            ]))
        #expect(blocks.map(\.calls.count) == [2, 1])
        #expect(blocks[0].calls[0].succeeded && blocks[1].calls[0].succeeded)
        #expect(blocks[0].calls[0].returnData == (try await client.call(owner)))
        let failed = blocks[0].calls[1]
        #expect(!failed.succeeded)
        #expect(failed.revertData != nil && failed.error?.fault == .reverted)
        #expect(blocks[1].number.value == blocks[0].number.value + 1)
    }

    @Test("fees are told and suggested")
    func fees() async throws {
        #expect(try await client.gasPrice() > 0)
        #expect(try await client.blobBaseFee() > 0)
        let history = try await client.feeHistory(blockCount: 4, percentiles: [25, 75])
        #expect(history.baseFeePerGas.count == 5 && history.reward?.first?.count == 2)
        let fees = try await client.suggestFees()
        #expect(
            fees.maxPriorityFeePerGas == (try await client.maxPriorityFeePerGas())
                || history.reward != nil)
        #expect(try fees.maxFeePerGas >= fees.baseFee * 2)
    }

    @Test("the scanner finds in pages of any size what the receipts of all blocks hold")
    func logs() async throws {
        let head = try #require(try await client.getHeader(.latest)).number
        var expected: [LogRecord] = []
        for number in 0...head.value {
            let receipts = try await client.getBlockReceipts(.number(BlockNumber(number)))
            expected += (receipts ?? []).flatMap(\.logs)
        }
        #expect(expected.count > 10)
        for size in [1, 3, 1000] as [UInt64] {
            var scanner = LogScanner(
                client: client, from: 0, to: head, planner: LogRangePlanner(first: size))
            var found: [LogRecord] = []
            while case .page(let page)? = try await scanner.next() { found += page.logs }
            #expect(found.map(\.log) == expected.map(\.log))
            #expect(found.map(\.logIndex) == expected.map(\.logIndex))
        }
        let topic = try #require(expected.first?.log.topics.first)
        let filtered = try await client.getLogs(
            LogFilter(
                blocks: .range(0...head), addresses: [kms], topics: [[topic, .zero], [], []]))
        let own = expected.filter { $0.log.address == kms && $0.log.topics.first == topic }
        #expect(filtered.map(\.log) == own.map(\.log))
        for record in expected {
            let one = try await client.getLogs(LogFilter(blocks: .hash(record.blockHash)))
            #expect(one.contains { $0.log == record.log })
        }
    }

    @Test("a batch of all kinds in one request")
    func batch() async throws {
        let rpc = try #require(client.sender as? JSONRPCClient)
        let (chain, number, balance, missing, code) = try await rpc.sendBatch(
            RPCCall<ChainID>.chainID(), RPCCall<BlockNumber>.blockNumber(),
            RPCCall<Wei>.getBalance(kms), RPCCall<JSONValue>.raw("eth_no"),
            RPCCall<Bytes>.getCode(kms))
        #expect(try chain.get() == 31337)
        #expect(try number.get() > 0)
        #expect(try balance.get() == (try await client.getBalance(kms)))
        #expect(throws: ClientError.self) { try missing.get() }
        #expect(try code.get().isEmpty == false)
        let balances = try await client.sendBatch(
            try await client.devnetAccounts().map { .getBalance($0) })
        #expect(balances.count == 10)
        #expect(balances.allSatisfy { (try? $0.get()) != nil })
    }
}
