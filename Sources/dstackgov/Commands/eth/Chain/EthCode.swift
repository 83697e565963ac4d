import ArgumentParser
import Codec
import EthereumClient
import Primitives

/// The code of an account.
struct EthCode: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code", abstract: "Show an account's code, or the code's hash.")

    @Argument(help: "The account.")
    var address: String

    @Flag(help: "Show the Keccak-256 hash of the code.")
    var hash = false

    @OptionGroup var block: BlockOption
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let account = try TextArgument.address(address, "the account")
        let reference = try block.reference()
        let code = try await chain.client().asking { client throws(ClientError) in
            try await client.getCode(account, at: reference)
        }
        let codeHash = Keccak256.hash(code).hex
        output.print(
            line: hash ? codeHash : code.hex,
            json: [
                "address": .string(account.checksummed), "code": .string(code.hex),
                "codeHash": .string(codeHash),
            ])
    }
}
