import ArgumentParser
import Codec
import Governance
import Primitives

/// Propose an operation's transaction at a service.
struct SafeServicePropose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose",
        abstract: "Put an operation's Safe transaction, signed by an owner, into the service.",
        discussion:
            "Safe to repeat. Afterwards the service is asked, and its answer computed again.")

    @OptionGroup var parcel: ServiceParcel

    func run() async throws {
        try await parcel.deliver(isProposing: true)
    }
}

/// Confirm a transaction at a service.
struct SafeServiceConfirm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "Add owners' signatures to a transaction that the service has.",
        discussion:
            "Safe to repeat. Afterwards the service is asked, and its answer computed again.")

    @OptionGroup var parcel: ServiceParcel

    func run() async throws {
        try await parcel.deliver(isProposing: false)
    }
}

/// What is delivered to a service.
struct ServiceParcel: ParsableArguments {
    @Argument(help: "The operation file.")
    var file: String

    @Option(help: "A file with signatures: of one owner, or merged.")
    var signature: [String] = []

    @Option(
        help: ArgumentHelp(
            "A host that may be reached by plain http, besides this machine.", valueName: "host"))
    var plainHost: [String] = []

    @OptionGroup var service: ServiceOptions
    @OptionGroup var output: OutputOptions

    /// Delivers it and tells what was new.
    func deliver(isProposing: Bool) async throws(CommandFailure) {
        let operation = try Operations.read(file)
        let set = try SignatureFiles.read(signature, of: operation)
        let service = try service.service(for: operation.chainID, plainHosts: plainHost)
        let sent = try await ServiceDelivery(service: service, operation: operation, set: set)
            .deliver(isProposing: isProposing)
        var page = Page()
        page.facts([
            ("service", service.label), ("safeTxHash", set.safeTransactionHash.hex),
            ("sent", sent.isEmpty ? "nothing: all was there" : "\(sent.count) signatures"),
        ])
        for owner in sent { page.facts([("owner", owner.checksummed)]) }
        output.print(
            page,
            json: [
                "service": .string(service.label),
                "safeTxHash": .string(set.safeTransactionHash.hex),
                "sent": .array(sent.map { .string($0.checksummed) }),
            ])
    }
}
