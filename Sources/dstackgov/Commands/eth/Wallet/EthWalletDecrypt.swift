import ArgumentParser
import Codec
import Primitives
import Signing

/// The account of the key in a keystore.
struct EthWalletDecrypt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decrypt", abstract: "Open a keystore and compute its account.",
        discussion: """
            Shows that the password is right and that the file holds the key of the account it \
            names. The key itself is never shown.
            """)

    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let address = try key.open().address
        output.print(
            line: address.checksummed, json: ["address": .string(address.checksummed)])
    }
}
