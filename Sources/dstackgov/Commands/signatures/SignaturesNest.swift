import ArgumentParser
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// A Safe that is an owner signs by its own owners' signatures.
struct SignaturesNest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nest",
        abstract: "Make the signature of an owner that is a Safe itself, from its owners' ones.",
        discussion: """
            `safe message` tells what the child's owners sign. The parent's version decides how the \
            child is asked; the child is asked here before the file is written.
            """)

    @Argument(help: "The operation file of the parent.")
    var file: String

    @Option(help: "The Safe that is an owner of the operation's Safe.")
    var child: String

    @Option(
        name: .customLong("part"),
        help: ArgumentHelp("A signature of one of the child's owners, 65 bytes.", valueName: "hex"))
    var parts: [String]

    @Option(help: "Where the signature file goes.")
    var out: String

    @Flag(help: "Replace the file if it exists.")
    var force = false

    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let operation = try Operations.read(file)
        let client = try chain.client()
        let nested = try await NestedSafe(operation, child: try Input.address(child), client)
        var signatures: [SafeSignature] = []
        for part in parts {
            let bytes = try Input.bytes(part, "--part")
            do throws(OperationError) {
                let digest = nested.message.digest
                signatures.append(
                    try SafeSignature.identify(bytes, of: digest, owners: nested.child.owners))
            } catch {
                throw CommandFailure(.refused, "--part: \(error)")
            }
        }
        let blob = SafeSignatureBlob.encode(
            Array(signatures.sorted { $0.owner < $1.owner }.prefix(nested.child.threshold)))
        let signature = SafeSignature(kind: .contract, owner: nested.child.address, bytes: blob)
        let checking = try SignatureChecking(client, operation)
        guard try await checking.accepts(signature, parent: nested.parent.version) else {
            throw CommandFailure(
                .refused, "the Safe \(nested.child.address) does not take these signatures",
                remedy: "It needs \(nested.child.threshold) of its owners, over "
                    + nested.message.digest.hex)
        }
        let document = OperationSignature(
            operation: operation.digest, safeTransactionHash: checking.hashes.digest,
            signature: signature)
        try File.write(document.document, to: out, replacing: force)
        var page = Page()
        page.facts([
            ("owner", nested.child.address.checksummed), ("kind", "contract"), ("file", out),
        ])
        output.print(
            page,
            json: ["owner": .string(nested.child.address.checksummed), "file": .string(out)])
    }
}
