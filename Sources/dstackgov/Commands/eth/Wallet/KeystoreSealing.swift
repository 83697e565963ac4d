import ArgumentParser
import Codec
import Cryptography
import Primitives
import Signing

/// Where a new keystore goes, and what seals it.
struct KeystoreSealing: ParsableArguments {
    @Option(help: "Where the keystore goes.")
    var keystore: String

    @Option(help: "The file with the password that seals it.")
    var passwordFile: String

    @Flag(help: "Seal it with little work: for test keys only.")
    var light = false

    @Flag(help: "Replace the file if it exists.")
    var force = false

    /// Writes the keystore of `key`.
    func write(_ key: borrowing PrivateKey) throws(CommandFailure) {
        let text: String
        let notice = SlowNotice("sealing the key")
        defer { notice.end() }
        do {
            let password = try SecretSource.file(path: passwordFile).readLine()
            let derivation: Keystore.Derivation? =
                light ? .scrypt(try Scrypt(cost: 4096, blockSize: 8, parallelism: 1)) : nil
            let sealed = try Keystore(sealing: key, password: password, derivation: derivation)
            text = sealed.json.serialized(.pretty) + "\n"
        } catch {
            throw CommandFailure(.input, "\(error)")
        }
        try File.write(text, to: keystore, replacing: force)
    }

    /// Tells whose keystore was written.
    func report(_ address: Address, to output: OutputOptions) {
        var page = Page()
        page.facts([("address", address.checksummed), ("keystore", keystore)])
        output.print(
            page,
            json: ["address": .string(address.checksummed), "keystore": .string(keystore)])
    }
}
