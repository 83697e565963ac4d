import ArgumentParser
import Codec
import EthereumClient
import Primitives

/// A slot of a contract, as the node says it.
struct EthStorage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "storage", abstract: "Show a slot of a contract's storage, unproved.",
        discussion: "See proof for the proved value.")

    @Argument(help: "The contract.")
    var address: String

    @Argument(help: "The slot: 32 bytes in hex, or a number.")
    var slot: String

    @OptionGroup var block: BlockOption
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let account = try TextArgument.address(address, "the contract")
        let slot = try TextArgument.slot(slot)
        let reference = try block.reference()
        let word = try await chain.client().asking { client throws(ClientError) in
            try await client.getStorageAt(account, slot: slot, at: reference)
        }
        output.print(
            line: word.hex,
            json: [
                "address": .string(account.checksummed), "slot": .string(slot.hex),
                "value": .string(word.hex),
            ])
    }
}
