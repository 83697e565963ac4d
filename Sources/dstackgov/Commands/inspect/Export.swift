import ArgumentParser
import Codec
import Contracts
import Governance
import Primitives

/// An operation file for other tools.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write an operation as a Transaction Builder file of Safe's app.",
        discussion: """
            The file holds what the Safe calls: the timelock's function, or the calls themselves. \
            Its checksum is the app's; the app chooses the nonce, so compare the hashes again.
            """)

    @Argument(help: "The operation file.")
    var file: String

    @Option(help: "Where the Transaction Builder file goes.")
    var out: String

    @Flag(help: "Replace the file if it exists.")
    var force = false

    @Option(help: "The time of creation in it, in seconds since 1970.")
    var createdAt: UInt64 = 0

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let operation = try Operations.read(file)
        let inspection = try Inspection.of(operation, at: file)
        let transaction = inspection.transaction
        let calls =
            transaction.operation == .delegateCall
            ? operation.calls
            : [
                TimelockOperation.Call(
                    target: transaction.to, value: transaction.value, data: transaction.data)
            ]
        let document = TransactionBuilderFile.document(
            calls, chainID: operation.chainID, safe: operation.safe.address,
            name: operation.purpose, createdAt: Timestamp(seconds: createdAt))
        try File.write(document, to: out, replacing: force)
        var page = Page()
        page.facts([
            ("file", out), ("transactions", "\(calls.count)"),
            ("safeTxHash", "\(inspection.hashes.digest) at nonce \(operation.safe.nonce)"),
        ])
        output.print(page, json: ["file": .string(out), "transactions": JSONValue(calls.count)])
    }
}
