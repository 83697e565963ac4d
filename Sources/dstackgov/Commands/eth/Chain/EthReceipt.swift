import ArgumentParser
import Codec
import EthereumClient

/// The receipt of a transaction.
struct EthReceipt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt", abstract: "Show the receipt of a transaction as JSON.",
        discussion: "Exit code 4 where the transaction is in no block yet.")

    @Argument(help: "The hash of the transaction.")
    var hash: String

    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: DocumentOptions

    func run() async throws {
        let hash = try TextArgument.hash(hash, "the hash")
        let receipt = try await chain.client().asking { client throws(ClientError) in
            try await client.getTransactionReceipt(hash, allowing: .missingFees)
        }
        guard let receipt else {
            throw CommandFailure(.notYet, "transaction \(hash) is in no block that the node knows")
        }
        output.print(ReceiptJSON.document(receipt))
    }
}
