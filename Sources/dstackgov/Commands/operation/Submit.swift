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
        discussion: "Safe to repeat: what happened already is found on the chain and not repeated.")

    @Argument(help: "The operation file.")
    var file: String

    @Option(help: "A signature file; one for each owner.")
    var signature: [String] = []

    @OptionGroup var key: KeyOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let operation = try Operations.read(file)
        let inspection = try Inspection.of(operation, at: file)
        let signatures = try signature.map { path throws(CommandFailure) in
            try Operations.signature(path, of: operation).signature
        }
        let client = try chain.client()
        try await ChainCheck(client).sameChain(as: operation)
        let outcome = SubmitOutcome(operation: operation, client: client)
        if let done = try await outcome.alreadyDone() {
            return output.print(done.page, json: done.json)
        }
        let safe = try await SafeOnChain(operation.safe.address, client)
        try ChainCheck(client).sameVersion(safe, as: operation)
        try check(signatures, safe: safe, operation: operation)
        let chosen = SafeSignatureBlob.encode(
            Array(signatures.sorted { $0.owner < $1.owner }.prefix(safe.threshold)))
        let call = inspection.transaction.execution(signatures: chosen)
        let receipt = try await Sending(client: client, chainID: operation.chainID).call(
            operation.safe.address, call.calldata, key: try key.open())
        let report = try await outcome.after(receipt, digest: inspection.hashes.digest)
        output.print(report.page, json: report.json)
    }

    /// Refuses a nonce that is not the next, signatures of nobody, and too few of them.
    private func check(
        _ signatures: [SafeSignature], safe: SafeOnChain, operation: Operation
    ) throws(CommandFailure) {
        guard safe.nonce == operation.safe.nonce else {
            let later = operation.safe.nonce > safe.nonce
            throw CommandFailure(
                later ? .notYet : .refused,
                "the Safe's next nonce is \(safe.nonce), the operation has "
                    + operation.safe.nonce.decimal,
                remedy: later
                    ? "Execute or reject what comes before it."
                    : "Another transaction took its place; propose it again.")
        }
        var owners: Set<Address> = []
        for signature in signatures {
            guard safe.owners.contains(signature.owner) else {
                throw CommandFailure(.refused, "\(signature.owner) is no owner of the Safe")
            }
            guard owners.insert(signature.owner).inserted else {
                throw CommandFailure(.refused, "\(signature.owner) signed twice")
            }
        }
        guard owners.count >= safe.threshold else {
            let missing = safe.owners.filter { !owners.contains($0) }.map(\.checksummed)
            throw CommandFailure(
                .notYet, "\(owners.count) of \(safe.threshold) signatures",
                remedy: "Who could still sign: " + missing.joined(separator: ", "))
        }
    }
}
