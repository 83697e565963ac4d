import ArgumentParser
import Codec
import Cryptography
import Primitives
import Signing

/// A keystore of an account of a mnemonic (BIP-39, BIP-44).
struct EthWalletFromMnemonic: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "from-mnemonic",
        abstract: "Write the keystore of an account of a mnemonic, at m/44'/60'/0'/0/index.")

    @Option(help: "The file with the mnemonic, readable by its owner only.")
    var mnemonicFile: String

    @Option(help: "Which account, from 0.")
    var index: UInt32 = 0

    @Option(help: "Where the keystore goes.")
    var keystore: String

    @Option(help: "The file with the password that seals it.")
    var passwordFile: String

    @Flag(help: "Seal it with little work: for test keys only.")
    var light = false

    @Flag(help: "Replace the file if it exists.")
    var force = false

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (address, text) = try seal()
        try File.write(text, to: keystore, replacing: force)
        var page = Page()
        page.facts([("address", address.checksummed), ("keystore", keystore)])
        output.print(
            page,
            json: ["address": .string(address.checksummed), "keystore": .string(keystore)])
    }

    private func seal() throws(CommandFailure) -> (Address, String) {
        do {
            let words = try SecretSource.file(path: mnemonicFile).readLine()
            let password = try SecretSource.file(path: passwordFile).readLine()
            let seed = try Mnemonic(words: words).seed()
            let account = try ExtendedKey(seed: seed).derived(by: .ethereum(index: index))
            let derivation: Keystore.Derivation? =
                light ? .scrypt(try Scrypt(cost: 4096, blockSize: 8, parallelism: 1)) : nil
            let sealed = try Keystore(
                sealing: account.key, password: password, derivation: derivation)
            return (account.key.address, sealed.json.serialized(.pretty) + "\n")
        } catch {
            throw CommandFailure(.input, "\(error)")
        }
    }
}
