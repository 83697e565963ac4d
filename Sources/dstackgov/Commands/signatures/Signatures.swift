import ArgumentParser
import Codec
import EthereumClient
import Governance
import Primitives

/// Signatures of an operation.
struct Signatures: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Review and merge signatures, or make the one of an owner that is a Safe.",
        subcommands: [SignaturesReview.self, SignaturesNest.self],
        defaultSubcommand: SignaturesReview.self)
}

/// What signatures of an operation are worth, and merging them.
struct SignaturesReview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Verify, merge and sort signatures; tell who is missing and what is stale.",
        discussion: """
            Each file is checked by itself. With a node also against the Safe as it is now: \
            approvals on chain count, contracts are asked as their Safe's version asks, a used \
            nonce makes everything stale. Exit codes: 1 stale or not an owner's, 4 not enough yet.
            """)

    @Argument(help: "The operation file.")
    var file: String

    @Argument(help: "Signature files, or files of merged signatures.")
    var signatures: [String] = []

    @Option(help: ArgumentHelp("Write all signatures into one file.", valueName: "file"))
    var merge: String?

    @Flag(help: "Replace the file if it exists.")
    var force = false

    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let operation = try Operations.read(file)
        let set = try SignatureFiles.read(signatures, of: operation)
        if let merge { try File.write(set.document, to: merge, replacing: force) }
        guard chain.isGiven else { return offline(set) }
        let client = try chain.client()
        try await ChainCheck(client).sameChain(as: operation)
        let safe = try await SafeOnChain(operation.safe.address, client)
        let review = try await SignatureChecking(client, operation).review(set, safe: safe)
        let report = SignatureReport(review: review, hash: set.safeTransactionHash)
        output.print(report.page, json: report.document)
        if let failure = report.failure { throw failure }
    }

    private func offline(_ set: SignatureSet) {
        var page = Page()
        page.table(
            ["owner", "kind"],
            set.signatures.map { [$0.owner.checksummed, $0.kind.rawValue] })
        page.line("  Not compared with the Safe: give --rpc-url to learn who is missing.")
        output.print(
            page,
            json: [
                "safeTxHash": .string(set.safeTransactionHash.hex),
                "signatures": .array(
                    set.signatures.map { signature in
                        [
                            "owner": .string(signature.owner.checksummed),
                            "kind": .string(signature.kind.rawValue),
                        ]
                    }),
            ])
    }
}
