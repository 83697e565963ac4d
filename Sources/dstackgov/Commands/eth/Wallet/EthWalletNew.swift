import ArgumentParser
import Signing

/// A keystore of a new key.
struct EthWalletNew: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Write the keystore of a new random key.")

    @OptionGroup var sealing: KeystoreSealing
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let key: PrivateKey
        do throws(SecretFailure) { key = try PrivateKey.generate() } catch {
            throw CommandFailure(.input, "\(error)")
        }
        try sealing.write(key)
        sealing.report(key.address, to: output)
    }
}
