import ArgumentParser
import Chain
import Codec
import EthereumClient
import Primitives

/// A block, its hash computed and its roots checked.
struct EthBlock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "block", abstract: "Show a block's header as JSON, its hash computed.",
        discussion: "With --verify the transactions, withdrawals and receipts are checked as well.")

    @Argument(help: "latest, safe, finalized, earliest, a number or a hash.")
    var block: String = "latest"

    @Flag(help: "Fetch transactions and receipts and check the roots.")
    var verify = false

    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: DocumentOptions

    func run() async throws {
        let reference = try BlockOption.reference(block)
        let client = try chain.client()
        let isFull = verify
        let found = try await client.asking { client throws(ClientError) in
            try await isFull ? client.getFullBlock(reference) : client.getBlock(reference)
        }
        guard let found else {
            throw CommandFailure(.refused, "the node knows no block \(block)")
        }
        if verify { try await check(found, client) }
        let header = found.header
        let document: JSONValue = [
            "hash": .string(found.hash.hex), "number": .string(header.number.decimal),
            "parentHash": .string(header.parentHash.hex),
            "timestamp": .string("\(header.timestamp.seconds)"),
            "time": .string(header.timestamp.description),
            "stateRoot": .string(header.stateRoot.hex),
            "transactionsRoot": .string(header.transactionsRoot.hex),
            "receiptsRoot": .string(header.receiptsRoot.hex),
            "gasUsed": .string(header.gasUsed.decimal),
            "gasLimit": .string(header.gasLimit.decimal),
            "baseFeePerGas": header.baseFeePerGas.map { .string($0.decimal) } ?? .null,
            "transactions": .array(found.transactionHashes.map { .string($0.hex) }),
            "verified": .bool(verify),
        ]
        output.print(document)
    }

    private func check(_ block: Block, _ client: EthereumClient) async throws(CommandFailure) {
        let receipts = try await client.asking { client throws(ClientError) in
            try await client.getBlockReceipts(.hash(block.hash), allowing: .missingFees)
        }
        do throws(AnswerFault) {
            try block.checkRoots()
            try block.checkReceipts(receipts ?? [])
        } catch {
            throw CommandFailure(.chain, "block \(block.hash): \(error)")
        }
    }
}
