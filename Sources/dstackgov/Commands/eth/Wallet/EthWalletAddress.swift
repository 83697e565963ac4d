import ArgumentParser
import Codec
import Primitives
import Signing

/// The account that a keystore names.
struct EthWalletAddress: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "address", abstract: "Tell the account that a keystore names, unproved.",
        discussion: "Needs no password, so nothing is proved: decrypt does that.")

    @Argument(help: "The keystore.")
    var keystore: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let text = try File.read(keystore)
        let address: Address?
        do throws(KeystoreError) {
            address = try Keystore(parsing: text, leniency: .all).address
        } catch {
            throw CommandFailure(.input, "\(keystore): \(error)")
        }
        guard let address else {
            throw CommandFailure(
                .refused, "\(keystore) names no account", remedy: "wallet decrypt computes it.")
        }
        output.print(
            line: address.checksummed, json: ["address": .string(address.checksummed)])
    }
}
