import ArgumentParser
import EthereumClient
import Governance
import Primitives

/// Put another operation in the place of one that was signed but not executed.
struct Replace: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give an operation the nonce of another, of which it takes the place.",
        discussion: """
            Of two Safe transactions with one nonce only one can ever be executed. Until that \
            happens, the signatures of the other one still count: let the new one be executed soon.
            """)

    @Argument(help: "The operation file whose place is taken.")
    var file: String

    @Option(name: .customLong("by"), help: "The operation file that takes its place.")
    var successor: String

    @Option(help: "Where the new operation file goes.")
    var out: String

    @Flag(help: "Replace the file if it exists.")
    var force = false

    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let original = try Operations.read(file)
        var operation = try Operations.read(successor)
        guard operation.safe.address == original.safe.address,
            operation.chainID == original.chainID
        else {
            throw CommandFailure(.refused, "\(successor) is of another Safe or chain than \(file)")
        }
        let safe = try await Standing.unused(original, try chain.client())
        operation.safe.nonce = original.safe.nonce
        operation.safe.version = safe.version
        try ProposalReport(operation: operation, path: out).write(replacing: force, output: output)
    }
}
