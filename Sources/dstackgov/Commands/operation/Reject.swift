import ArgumentParser
import Contracts
import EthereumClient
import Governance
import Primitives

/// Make a Safe transaction impossible before it is executed.
struct Reject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write an empty operation with the same nonce, which makes another impossible.",
        discussion: """
            Signatures never expire: deleting a file or a proposal stops nothing. Once the empty \
            transaction is executed, the nonce is used up. Sign and submit it as any operation.
            """)

    @Argument(help: "The operation file that is to become impossible.")
    var file: String

    @OptionGroup var new: NewFile
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let original = try Operations.read(file)
        let safe = try await Standing.unused(original, try chain.client())
        let rejection = Operation(
            chainID: original.chainID, action: .reject, purpose: new.purpose,
            safe: Operation.SafeReference(
                address: safe.address, version: safe.version, nonce: original.safe.nonce),
            timelock: nil, calls: [])
        try ProposalReport(operation: rejection, path: new.out)
            .write(replacing: new.force, output: output)
    }
}

/// Whether an operation's nonce can still be used otherwise.
enum Standing {
    /// The Safe, while the operation's nonce is not used up.
    ///
    /// - Throws: ``CommandFailure``: `refused` when it is, with what to do.
    static func unused(
        _ operation: Operation, _ client: EthereumClient
    ) async throws(CommandFailure) -> SafeOnChain {
        try await ChainCheck(client).sameChain(as: operation)
        let safe = try await SafeOnChain(operation.safe.address, client)
        guard operation.safe.nonce >= safe.nonce else {
            throw CommandFailure(
                .refused,
                "the nonce \(operation.safe.nonce) is used up: the Safe's next is \(safe.nonce)",
                remedy: "What was scheduled meanwhile is stopped by cancel.")
        }
        return safe
    }
}
