import ArgumentParser
import Codec
import Contracts
import Cryptography
import Governance
import Primitives
import Signing

/// Sign an operation as an owner of its Safe.
struct Sign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sign an operation as an owner of its Safe.",
        discussion: """
            Needs no network. Run inspect first, best on a second machine, and compare the hashes. \
            The signature goes to a file of its own, which submit takes.
            """)

    @Argument(help: "The operation file.")
    var file: String

    @Option(help: "Where the signature file goes.")
    var out: String

    @Flag(help: "Replace the file if it exists.")
    var force = false

    @Option(help: "The safeTxHash that inspect showed: another one is not signed.")
    var expectHash: String?

    @Option(help: ArgumentHelp("Sign in spite of this danger.", valueName: "lint"))
    var accept: [String] = []

    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let operation = try Operations.read(file)
        let inspection = try Inspection.of(operation, at: file)
        try refuseDangers(of: inspection)
        let digest = inspection.hashes.digest
        if let expectHash, (try? Hash32(hex: expectHash)) != digest {
            throw CommandFailure(
                .refused, "safeTxHash is \(digest), not \(expectHash)",
                remedy: "Do not sign: the file is not the one that was reviewed.")
        }
        let key = try key.open()
        let signature = try signature(of: digest, key: key)
        let document = OperationSignature(
            operation: operation.digest, safeTransactionHash: digest, signature: signature)
        try File.write(document.document, to: out, replacing: force)
        var page = Page()
        page.facts([
            ("signed", digest.hex), ("owner", signature.owner.checksummed), ("file", out),
        ])
        output.print(
            page,
            json: [
                "safeTxHash": .string(digest.hex), "owner": .string(signature.owner.checksummed),
                "file": .string(out),
            ])
    }

    private func refuseDangers(of inspection: Inspection) throws(CommandFailure) {
        for finding in inspection.findings where finding.level == .danger {
            guard accept.contains(finding.lint.rawValue) else {
                throw CommandFailure(
                    .refused, "danger \(finding.lint.rawValue): \(finding.text)",
                    remedy: "Only if that is meant: --accept \(finding.lint.rawValue)")
            }
        }
    }

    private func signature(
        of digest: Hash32, key: borrowing PrivateKey
    ) throws(CommandFailure) -> SafeSignature {
        do throws(PrivateKeyError) {
            return SafeSignature(
                kind: .ecdsa, owner: key.address, bytes: try key.sign(digest).bytes)
        } catch {
            throw CommandFailure(.input, "the key cannot sign: \(error)")
        }
    }
}
