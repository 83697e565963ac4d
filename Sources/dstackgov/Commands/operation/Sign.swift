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
            Needs no network, except with --approve-hash. Run inspect first, best on a second \
            machine, and compare the hashes. The signature goes to a file of its own, which \
            signatures merges and submit takes.

            With a wallet elsewhere: --typed-data FILE writes what it is to sign; then \
            --wallet-signature and --owner bring its answer back.
            """)

    @Argument(help: "The operation file.")
    var file: String

    @Option(help: "Where the signature file goes.")
    var out: String?

    @Flag(help: "Replace the file if it exists.")
    var force = false

    @Option(help: "The safeTxHash that inspect showed: another one is not signed.")
    var expectHash: String?

    @Option(help: ArgumentHelp("Sign in spite of this danger.", valueName: "lint"))
    var accept: [String] = []

    @Flag(help: "Approve the hash by a transaction of the owner's account, which pays for it.")
    var approveHash = false

    @OptionGroup var wallet: WalletOptions
    @OptionGroup var key: KeyOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        let ways = [wallet.typedData != nil, wallet.walletSignature != nil, key.isGiven]
        guard ways.filter(\.self).count == 1 else {
            throw ValidationError(
                "Give one of a key, --typed-data and --wallet-signature: who is to sign?")
        }
        guard (out == nil) == (wallet.typedData != nil) else {
            throw ValidationError("Say with --out where the signature file goes.")
        }
        guard !approveHash || key.isGiven else {
            throw ValidationError("--approve-hash needs the key of the owner.")
        }
    }

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
        let typedData = inspection.transaction.typedData(
            chainID: operation.chainID, safe: operation.safe.address,
            version: operation.safe.version)
        if let path = wallet.typedData {
            return try writeTypedData(typedData, of: inspection.hashes, to: path)
        }
        let signature = try await signature(of: digest, typedData, operation)
        try write(signature, digest: digest, operation: operation)
    }

    private func refuseDangers(of inspection: Inspection) throws(CommandFailure) {
        let accepted = try Input.lints(accept, "--accept")
        for finding in inspection.findings where finding.level == .danger {
            guard accepted.contains(finding.lint) else {
                throw CommandFailure(
                    .refused, "danger \(finding.lint.rawValue): \(finding.text)",
                    remedy: "Only if that is meant: --accept \(finding.lint.rawValue)")
            }
        }
    }

    private func signature(
        of digest: Hash32, _ typedData: JSONValue, _ operation: Operation
    ) async throws -> SafeSignature {
        if wallet.walletSignature != nil {
            let bytes = try wallet.bytes()
            let owner = try wallet.address()
            do throws(OperationError) {
                return try SafeSignature.identify(bytes, of: digest, owners: [owner])
            } catch {
                throw CommandFailure(.refused, "--wallet-signature: \(error)")
            }
        }
        let key = try key.open()
        if approveHash {
            return try await Approval(client: try chain.client(), operation: operation)
                .approve(digest, key: key)
        }
        do throws(SignerError) {
            let signature = try await key.sign(
                SigningRequest(digest: digest, typedData: typedData))
            return SafeSignature(kind: .ecdsa, owner: key.address, bytes: signature.bytes)
        } catch {
            throw CommandFailure(.input, "\(error)")
        }
    }

    private func writeTypedData(
        _ typedData: JSONValue, of hashes: SafeHashes, to path: String
    ) throws(CommandFailure) {
        try File.write(typedData.serialized(.pretty) + "\n", to: path, replacing: force)
        var page = Page()
        page.facts([
            ("file", path), ("domain hash", hashes.domainHash.hex),
            ("message hash", hashes.messageHash.hex), ("safeTxHash", hashes.digest.hex),
        ])
        page.line("  Next: let the wallet sign the file, compare what it shows with these hashes,")
        page.line("  then repeat with --wallet-signature, --owner and --out.")
        output.print(
            page,
            json: [
                "file": .string(path), "domainHash": .string(hashes.domainHash.hex),
                "messageHash": .string(hashes.messageHash.hex),
                "safeTxHash": .string(hashes.digest.hex),
            ])
    }

    private func write(
        _ signature: SafeSignature, digest: Hash32, operation: Operation
    ) throws(CommandFailure) {
        let document = OperationSignature(
            operation: operation.digest, safeTransactionHash: digest, signature: signature)
        let path = out ?? "-"
        try File.write(document.document, to: path, replacing: force)
        var page = Page()
        page.facts([
            ("signed", digest.hex), ("owner", signature.owner.checksummed),
            ("kind", signature.kind.rawValue), ("file", path),
        ])
        page.line(
            "  Next: whoever collects the signatures gets the file; what it counts for is told")
        page.line("  by dstackgov signatures.")
        output.print(
            page,
            json: [
                "safeTxHash": .string(digest.hex), "owner": .string(signature.owner.checksummed),
                "kind": .string(signature.kind.rawValue), "file": .string(path),
            ])
    }
}
