import ArgumentParser
import Primitives
import Signing

/// Which key signs or pays. Secrets come from files that only their owner can read, never from
/// arguments or the environment.
struct KeyOptions: ParsableArguments {
    @Option(help: "The keystore of the key (version 3, as geth and wallets write it).")
    var keystore: String

    @Option(
        help: "The file with the keystore's password; otherwise it is read from standard input.")
    var passwordFile: String?

    /// The key behind the keystore.
    ///
    /// - Throws: ``CommandFailure`` that names the file at fault.
    func open() throws(CommandFailure) -> PrivateKey {
        let text = try File.read(keystore)
        let source: SecretSource = passwordFile.map { .file(path: $0) } ?? .standardInput
        let password: SecretBytes
        do throws(SecretSourceError) { password = try source.readLine() } catch {
            throw CommandFailure(.input, "password: \(error)")
        }
        do throws(KeystoreError) {
            return try Keystore(parsing: text).open(password: password)
        } catch {
            throw CommandFailure(.input, "\(keystore): \(error)")
        }
    }
}
