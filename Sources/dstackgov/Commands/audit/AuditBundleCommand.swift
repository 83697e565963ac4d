import ArgumentParser
import Audit
import Codec
import Cryptography
import Primitives
import Signing

/// A store as one signed file.
struct AuditBundleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "A store as one signed file, to repeat the audit elsewhere.",
        discussion: """
            The key file holds the 32 bytes of an Ed25519 secret and is readable by you alone: \
            head -c 32 /dev/urandom > audit.key && chmod 600 audit.key
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("The Ed25519 secret that signs.", valueName: "file"))
    var keyFile: String

    @Option(help: ArgumentHelp("Where the bundle goes.", valueName: "file"))
    var out: String

    @Flag(help: "Replace the file.")
    var force = false

    func run() async throws {
        let frame = try store.open().asking { store throws(StoreError) in
            _ = try store.deployment()
            return try AuditBundle.frame(of: store)
        }
        let bundle = try signed(frame)
        try File.write(bundle.encoded, to: out, replacing: force)
        let digest = SHA256.hash(bundle.encoded)
        var page = Page()
        page.facts([
            ("bundle", out), ("bytes", "\(bundle.encoded.count)"), ("SHA-256", digest.hex),
            ("public key", bundle.publicKey.hex),
        ])
        output.print(
            page,
            json: [
                "bundle": .string(out), "sha256": .string(digest.hex),
                "publicKey": .string(bundle.publicKey.hex),
                "bytes": JSONValue(bundle.encoded.count),
            ])
    }

    private func signed(_ frame: Bytes) throws(CommandFailure) -> AuditBundle {
        let secret: SecretBytes
        do throws(SecretSourceError) {
            secret = try SecretSource.file(path: keyFile).read()
        } catch {
            throw CommandFailure(.input, "--key-file: \(error)")
        }
        guard secret.count == 32 else {
            throw CommandFailure(.input, "\(keyFile): an Ed25519 secret has 32 bytes")
        }
        do throws(OpenSSLError) {
            return AuditBundle(
                publicKey: try secret.withSpan { span throws(OpenSSLError) in
                    try Ed25519.publicKey(seed: span)
                },
                signature: try secret.withSpan { span throws(OpenSSLError) in
                    try Ed25519.sign(AuditBundle.message(frame), seed: span)
                }, frame: frame)
        } catch {
            throw CommandFailure(.input, "\(keyFile): \(error)")
        }
    }
}

/// Repeats an audit from a bundle alone.
struct AuditCheckBundle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-bundle", abstract: "Check a bundle's signature and what it proves.",
        discussion: "Asks nobody. With --store the content is kept for the other audit commands.")

    @Argument(help: "The bundle.")
    var bundle: String

    @Option(help: ArgumentHelp("The public key that must have signed it.", valueName: "key"))
    var key: String?

    @Option(help: ArgumentHelp("A new store for the content.", valueName: "file"))
    var store: String?

    @OptionGroup var evidence: AgreementOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let file = try File.read(bundle)
        let read: AuditBundle
        do throws(BundleError) { read = try AuditBundle(decoding: file) } catch {
            throw CommandFailure(.refused, "\(bundle): \(error)")
        }
        if let key {
            guard let expected = try? Hash32(hex: key) else {
                throw CommandFailure(.input, "--key: 0x and 64 digits are expected")
            }
            guard expected == read.publicKey else {
                throw CommandFailure(.refused, "\(bundle): signed by \(read.publicKey)")
            }
        }
        let store = try AuditStore.opened(store ?? ":memory:")
        do throws(BundleError) { try read.restore(to: store) } catch {
            throw CommandFailure(.refused, "\(bundle): \(error)")
        }
        let result = try await evidence.verification(of: store)
        let digest = try store.asking { store throws(StoreError) in try store.contentDigest() }
        var page = VerificationTable(result: result).page
        page.heading("Bundle")
        page.facts([("signed by", read.publicKey.hex), ("content", digest.hex)])
        output.print(
            page,
            json: [
                "publicKey": .string(read.publicKey.hex), "contentSha256": .string(digest.hex),
                "evidence": VerificationDocument.value(result),
            ])
        guard result.isComplete else {
            throw CommandFailure(.refused, "the history is not proved to be complete")
        }
    }
}
