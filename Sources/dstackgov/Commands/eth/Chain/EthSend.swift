import ArgumentParser
import Codec
import EthereumClient
import Primitives

/// A transaction that calls a contract or sends ether.
struct EthSend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Send a transaction and wait until it is in a block.")

    @OptionGroup var call: CallArguments

    @Option(help: "The value that is sent along, in wei or with its unit: 1ether.")
    var value: String?

    @Option(help: "The chain's id; another chain is refused.")
    var chainID: String?

    @OptionGroup var key: KeyOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (target, data) = (try call.target(), try call.calldata())
        let value = try TextArgument.wei(value, "--value") ?? .zero
        let client = try chain.client()
        let found = try await client.asking { client throws(ClientError) in
            try await client.chainID()
        }
        if let chainID, (try? ChainID(decimal: chainID)) != found {
            throw CommandFailure(.refused, "the node is on chain \(found), not \(chainID)")
        }
        let receipt = try await Sending(client: client, chainID: found).call(
            target, data, value: value, key: key.open())
        var page = Page()
        page.facts([
            ("transaction", receipt.transactionHash.hex),
            ("block", "\(receipt.blockNumber) \(receipt.blockHash)"),
            ("gas used", receipt.gasUsed.decimal),
        ])
        output.print(page, json: ReceiptJSON.document(receipt))
    }
}
