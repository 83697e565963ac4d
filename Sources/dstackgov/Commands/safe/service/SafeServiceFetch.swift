import ArgumentParser
import Codec
import Governance
import Primitives

/// The signatures that a service has, as a file of ours.
struct SafeServiceFetch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Write the signatures of an operation that the service has into a file.",
        discussion: """
            Each is checked against the hash of the operation file; signatures and submit take the \
            file like any other.
            """)

    @Argument(help: "The operation file.")
    var file: String

    @Option(help: "Where the file with signatures goes.")
    var out: String

    @Flag(help: "Replace the file if it exists.")
    var force = false

    @Option(
        help: ArgumentHelp(
            "A host that may be reached by plain http, besides this machine.", valueName: "host"))
    var plainHost: [String] = []

    @OptionGroup var service: ServiceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let operation = try Operations.read(file)
        var set = try SignatureFiles.read([], of: operation)
        let service = try service.service(for: operation.chainID, plainHosts: plainHost)
        let found = try await service.transaction(
            set.safeTransactionHash, of: operation.safe.address, in: operation.safeDomain)
        guard let found else {
            throw CommandFailure(
                .notYet,
                "\(service.label) does not know the transaction \(set.safeTransactionHash)",
                remedy: "Propose it first: dstackgov safe service propose.")
        }
        try ServiceDelivery.check(found, at: service)
        for signature in found.signatures {
            do throws(OperationError) { try set.add(signature) } catch {
                throw CommandFailure(.refused, "\(service.label): \(error)")
            }
        }
        try File.write(set.document, to: out, replacing: force)
        var page = Page()
        page.facts([("file", out), ("safeTxHash", set.safeTransactionHash.hex)])
        for signature in set.signatures {
            page.facts([("owner", signature.owner.checksummed)])
        }
        output.print(
            page,
            json: [
                "file": .string(out), "safeTxHash": .string(set.safeTransactionHash.hex),
                "owners": .array(set.signatures.map { .string($0.owner.checksummed) }),
            ])
    }
}
