import ArgumentParser
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// Who must sign what, where owners are Safes themselves.
struct SafeNested: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nested",
        abstract: "The tree of who must sign what; the operation by which a Safe approves.",
        discussion: """
            With --child and --out: writes the operation by which an owner that is a Safe approves \
            the hash on chain, which works for every pair of versions. With --approval: tells which \
            transaction an approveHash of an operation file names, neighbouring nonces included.
            """)

    /// How deep Safes are followed.
    private static let depth = 4

    @Argument(help: "The operation file of the parent.")
    var file: String

    @Option(help: "The owner that is a Safe.")
    var child: String?

    @Option(help: "Where the child's operation file goes.")
    var out: String?

    @Option(help: "An operation file with an approveHash that should name this operation.")
    var approval: String?

    @Flag(help: "Replace the file if it exists.")
    var force = false

    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (child == nil) == (out == nil) else {
            throw ValidationError("--child and --out belong together.")
        }
    }

    func run() async throws {
        let operation = try Operations.read(file)
        if let approval { return try link(approval, to: operation) }
        let client = try chain.client()
        try await ChainCheck(client).sameChain(as: operation)
        let digest = try Operations.transaction(of: operation).hashes(in: operation.safeDomain)
            .digest
        if let child, let out {
            return try await approve(
                operation, digest, child: try Input.address(child, "--child"), out, client)
        }
        var page = Page()
        page.line("Safe \(operation.safe.address) signs safeTxHash \(digest)")
        try await branch(operation.safe.address, "  ", 0, client, operation, &page)
        output.print(
            page,
            json: [
                "safeTxHash": .string(digest.hex),
                "tree": .array(page.lines.map { .string($0.text) }),
            ])
    }

    /// One Safe's owners, and theirs.
    private func branch(
        _ address: Address, _ indent: String, _ level: Int, _ client: EthereumClient,
        _ operation: Operation, _ page: inout Page
    ) async throws(CommandFailure) {
        let safe = try await SafeOnChain(address, client)
        page.line("\(indent)\(safe.threshold) of \(safe.owners.count):")
        for owner in safe.owners {
            let kind = try await SafeOwners.kind(owner, client)
            page.line("\(indent)  \(owner) \(kind)")
            guard kind.hasPrefix("Safe"), level < SafeNested.depth else { continue }
            if level == 0 {
                do throws(CommandFailure) {
                    let nested = try await NestedSafe(operation, child: owner, client)
                    page.line("\(indent)    its owners sign \(nested.message.digest)")
                } catch {
                    page.line("\(indent)    only by approveHash: \(error.what)", .warning)
                }
            }
            try await branch(owner, indent + "    ", level + 1, client, operation, &page)
        }
    }

    private func approve(
        _ operation: Operation, _ digest: Hash32, child: Address, _ path: String,
        _ client: EthereumClient
    ) async throws(CommandFailure) {
        let parent = try await SafeOnChain(operation.safe.address, client)
        guard parent.owners.contains(child) else {
            throw CommandFailure(.refused, "\(child) is no owner of the Safe \(parent.address)")
        }
        let safe = try await SafeOnChain(child, client)
        let approving = Operation(
            chainID: operation.chainID, action: .direct,
            purpose: "approve \(digest): " + String(operation.purpose.prefix(200)),
            safe: Operation.SafeReference(
                address: child, version: safe.version, nonce: safe.nonce),
            timelock: nil,
            calls: [
                TimelockOperation.Call(
                    target: parent.address, data: Safe.ApproveHash(digest).calldata)
            ])
        try ProposalReport(operation: approving, path: path)
            .write(replacing: force, output: output)
    }

    private func link(_ path: String, to operation: Operation) throws(CommandFailure) {
        let approving = try Operations.read(path)
        let hashes = approving.calls.filter { $0.target == operation.safe.address }
            .compactMap { try? Safe.ApproveHash(calldata: $0.data).argument }
        guard let hash = hashes.first, hashes.count == 1 else {
            throw CommandFailure(
                .refused, "\(path): approves no hash for the Safe \(operation.safe.address)")
        }
        let found: UInt256?
        do throws(OperationError) {
            found = try ApprovalLink.nonce(named: hash, by: operation)
        } catch {
            throw CommandFailure(.input, "\(file): \(error)")
        }
        guard let found else {
            throw CommandFailure(
                .refused, "\(path): approves \(hash), which is not \(file)",
                remedy: "Do not sign: nobody knows what it approves.")
        }
        guard found == operation.safe.nonce else {
            throw CommandFailure(
                .refused,
                "\(path): approves \(file) with the nonce \(found), not \(operation.safe.nonce)",
                remedy: "It was made for an older or a newer version of the operation.")
        }
        var page = Page()
        page.facts([("approves", hash.hex), ("which is", file)])
        output.print(page, json: ["hash": .string(hash.hex), "operation": .string(file)])
    }
}
