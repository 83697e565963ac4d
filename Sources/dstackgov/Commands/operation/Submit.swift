import ArgumentParser
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives
import Signing

/// Bring the owners' signatures to the chain: the Safe executes what they signed.
struct Submit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Execute the Safe transaction that the owners signed.",
        discussion: """
            Safe to repeat, also after a crash: what happened already is found on the chain and not \
            repeated, and a transaction of the payer that is still on its way is waited for. Owners \
            who approved the hash on chain need no signature file.
            """)

    @Argument(help: "The operation file.")
    var file: String

    @Option(help: "A file with signatures: of one owner, or merged.")
    var signature: [String] = []

    @OptionGroup var key: KeyOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let operation = try Operations.read(file)
        let inspection = try Inspection.of(operation, at: file)
        let set = try SignatureFiles.read(signature, of: operation)
        let client = try chain.client()
        try await ChainCheck(client).sameChain(as: operation)
        let outcome = SubmitOutcome(operation: operation, client: client)
        if let done = try await outcome.alreadyDone(inspection.hashes.digest) {
            return output.print(done.page, json: done.json)
        }
        let blob = try await blob(set, operation, client)
        let payer = try key.open()
        let sending = Sending(client: client, chainID: operation.chainID)
        try await sending.settle(payer.address)
        // What was on its way may have been this very submission.
        if let done = try await outcome.alreadyDone(inspection.hashes.digest) {
            return output.print(done.page, json: done.json)
        }
        let call = inspection.transaction.execution(signatures: blob)
        let receipt = try await sending.call(
            operation.safe.address, call.calldata, key: payer)
        let report = try await outcome.after(receipt, digest: inspection.hashes.digest)
        output.print(report.page, json: report.json)
    }

    /// The signatures as the Safe takes them; refuses a nonce that is not the next, signatures of
    /// nobody, and too few of them.
    private func blob(
        _ set: SignatureSet, _ operation: Operation, _ client: EthereumClient
    ) async throws(CommandFailure) -> Bytes {
        let safe = try await SafeOnChain(operation.safe.address, client)
        let review = try await SignatureChecking(client, operation).review(set, safe: safe)
        let report = SignatureReport(review: review, hash: set.safeTransactionHash)
        if let failure = report.failure { throw failure }
        guard let blob = review.blob else {
            throw CommandFailure(.notYet, "too few signatures")
        }
        let check = SignatureBlobCheck(
            digest: set.safeTransactionHash, owners: safe.owners, threshold: safe.threshold,
            approvals: Set(review.valid.filter { $0.kind == .approvedHash }.map(\.owner)))
        do throws(SignatureBlobCheck.Refusal) {
            // Contracts were asked for the review.
            _ = try check.signers(of: blob) { _, _ in .magic }
        } catch {
            throw CommandFailure(.refused, "the Safe would refuse the signatures: \(error.rule)")
        }
        return blob
    }
}
