import ArgumentParser
import Primitives
import Signing

/// A keystore of an account of a mnemonic (BIP-39, BIP-44).
struct EthWalletFromMnemonic: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "from-mnemonic",
        abstract: "Write the keystore of an account of a mnemonic, at m/44'/60'/0'/0/index.")

    @Option(help: "The file with the mnemonic, readable by its owner only.")
    var mnemonicFile: String

    @Option(help: "The file with the mnemonic's passphrase, readable by its owner only.")
    var passphraseFile: String?

    @Option(help: "Which account, from 0.")
    var index: UInt32 = 0

    @Option(help: "Another derivation path, for example m/44'/60'/1'/0/0.")
    var path: String?

    @OptionGroup var sealing: KeystoreSealing
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let key = try derivedKey()
        try sealing.write(key.key)
        sealing.report(key.key.address, to: output)
    }

    private func derivedKey() throws(CommandFailure) -> ExtendedKey {
        do {
            let words = try SecretSource.file(path: mnemonicFile).readLine()
            let place = try path.map { try DerivationPath($0) } ?? .ethereum(index: index)
            let passphrase: SecretBytes?
            if let passphraseFile {
                passphrase = try SecretSource.file(path: passphraseFile).readLine()
            } else {
                passphrase = nil
            }
            let seed = try Mnemonic(words: words).seed(passphrase: passphrase)
            return try ExtendedKey(seed: seed).derived(by: place)
        } catch {
            throw CommandFailure(.input, "\(error)")
        }
    }
}
