import ArgumentParser
import Codec
import EthereumClient
import Primitives

/// The balance of an account.
struct EthBalance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balance", abstract: "Show an account's balance in wei.")

    @Argument(help: "The account.")
    var address: String

    @Option(help: "Another unit: gwei, ether.")
    var unit = EtherUnit.wei.rawValue

    @OptionGroup var block: BlockOption
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard let unit = EtherUnit(rawValue: unit) else {
            throw CommandFailure(.input, "--unit: \(unit) is no unit of ether")
        }
        let account = try TextArgument.address(address, "the account")
        let reference = try block.reference()
        let balance = try await chain.client().asking { client throws(ClientError) in
            try await client.getBalance(account, at: reference)
        }
        let amount = balance.decimal(in: unit)
        output.print(
            line: amount,
            json: [
                "address": .string(account.checksummed), "balance": .string(amount),
                "unit": .string(unit.rawValue),
            ])
    }
}
