import ArgumentParser
import KeyRelease
import Primitives
import Signing

/// Where the root keys come from.
struct RootOptions: ParsableArguments {
    /// The kinds of roots.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        /// One seed under a passphrase, for development and single instances.
        case local
        /// The two root keys of a dstack KMS, which then has the same app keys.
        case kms
    }

    @Option(
        help: "local: one seed, sealed by a passphrase; kms: the two root keys of a dstack KMS.")
    var kind: Kind

    @Option(help: "local: the seed, a keystore file as dstackgov eth wallet writes it.")
    var seed: String?

    @Option(help: "local: the file with the seed's passphrase, mode 0600.")
    var passwordFile: String?

    @Option(help: "kms: root-ca.key, PKCS#8 in PEM, mode 0600.")
    var rootCaKey: String?

    @Option(help: "kms: root-k256.key, 32 raw bytes, mode 0600.")
    var rootK256Key: String?

    func validate() throws {
        switch kind {
        case .local where seed == nil || passwordFile == nil:
            throw ValidationError("--kind local needs --seed and --password-file")
        case .kms where rootCaKey == nil || rootK256Key == nil:
            throw ValidationError("--kind kms needs --root-ca-key and --root-k256-key")
        default: return
        }
    }

    /// The roots.
    ///
    /// - Throws: ``SettingsFault`` that names the file.
    func open() throws(SettingsFault) -> RootKeys {
        switch kind {
        case .local: try local(seed ?? "", password: passwordFile ?? "")
        case .kms: try kms(authority: rootCaKey ?? "", signer: rootK256Key ?? "")
        }
    }

    private func local(_ seed: String, password: String) throws(SettingsFault) -> RootKeys {
        let text = try Settings.bytes(of: seed, "--seed")
        do {
            let keystore = try Keystore(parsing: text)
            let key = try keystore.open(
                password: SecretSource.file(path: password).readLine())
            return try RootKeys(seed: key.copiedBytes())
        } catch {
            throw SettingsFault("--seed \(seed): \(error)")
        }
    }

    private func kms(authority: String, signer: String) throws(SettingsFault) -> RootKeys {
        do {
            let pem = try SecretSource.file(path: authority).read()
            let secret = try SecretSource.file(path: signer).read()
            return RootKeys(
                authority: try P256Key(pem: pem), signer: try PrivateKey(secret))
        } catch {
            throw SettingsFault("--root-ca-key, --root-k256-key: \(error)")
        }
    }
}
