import ArgumentParser
import Primitives
import Signing

/// Which key signs or pays. Secrets come from files that only their owner can read, never from
/// arguments or the environment.
struct KeyOptions: ParsableArguments {
    @Option(help: "The keystore of the key (version 3, as geth and wallets write it).")
    var keystore: String?

    @Option(
        help: """
            The file with the keystore's password; otherwise it is read from standard input, on a \
            terminal without showing it.
            """)
    var passwordFile: String?

    @Option(help: "A file with the key itself, 64 hex digits, readable by its owner only.")
    var keyFile: String?

    @Option(help: "A file with a mnemonic, readable by its owner only.")
    var mnemonicFile: String?

    @Option(help: "Which account of the mnemonic, from 0: m/44'/60'/0'/0/index.")
    var mnemonicIndex: UInt32 = 0

    func validate() throws {
        guard [keystore, keyFile, mnemonicFile].compactMap(\.self).count <= 1 else {
            throw ValidationError("Give one of --keystore, --key-file and --mnemonic-file.")
        }
    }

    /// Whether a key was named at all.
    var isGiven: Bool { keystore != nil || keyFile != nil || mnemonicFile != nil }

    /// The key.
    ///
    /// - Throws: ``CommandFailure`` that names the file at fault.
    func open() throws(CommandFailure) -> PrivateKey {
        if let keystore { return try KeyOptions.open(keystore: keystore, passwordFile) }
        do {
            if let keyFile {
                let text = try SecretSource.file(path: keyFile).readLine()
                return try PrivateKey(try SecretBytes.hex(text))
            }
            if let mnemonicFile {
                let words = try SecretSource.file(path: mnemonicFile).readLine()
                let seed = try Mnemonic(words: words).seed()
                let path = try DerivationPath.ethereum(index: mnemonicIndex)
                let account = try ExtendedKey(seed: seed).derived(by: path)
                return account.intoKey()
            }
        } catch {
            throw CommandFailure(.input, "the key: \(error)")
        }
        throw CommandFailure(
            .input, "no key", remedy: "Give --keystore, --key-file or --mnemonic-file.")
    }

    private static func open(
        keystore: String, _ passwordFile: String?
    ) throws(CommandFailure) -> PrivateKey {
        let text = try File.read(keystore)
        let source: SecretSource = passwordFile.map { .file(path: $0) } ?? .standardInput
        let password: SecretBytes
        do throws(SecretSourceError) {
            password = try source.readLine { StandardError.write("password of \(keystore):") }
        } catch {
            throw CommandFailure(.input, "password: \(error)")
        }
        let notice = SlowNotice("opening \(keystore)")
        defer { notice.end() }
        do throws(KeystoreError) {
            return try Keystore(parsing: text).open(password: password)
        } catch {
            throw CommandFailure(.input, "\(keystore): \(error)")
        }
    }
}
