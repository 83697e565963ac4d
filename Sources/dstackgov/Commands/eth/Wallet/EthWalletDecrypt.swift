import ArgumentParser
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

    func run() async throws {
        StandardOutput.write(try key.open().address.checksummed + "\n")
    }
}
