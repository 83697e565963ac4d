import ArgumentParser
import Contracts
import EthereumClient
import Governance
import Primitives

/// What a transaction does, decoded, with the hashes that a hardware wallet shows.
struct Inspect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what an operation does, and the hashes that a device shows.",
        discussion: """
            WHAT is an operation file; a Safe transaction as typed data, as the Safe Transaction \
            Service answers or as Safe's libraries write it; a Transaction Builder file; calldata \
            (0x…); or the hash of a transaction on the chain. - reads standard input.

            Works without a network. With --rpc-url or ETH_RPC_URL, and without --offline, the \
            chain's view is added: values before, code and owners of targets, and where the \
            operation stands. Exit code 1: the document states another hash than its fields have.
            """)

    @Argument(help: ArgumentHelp("What to show.", valueName: "what"))
    var what: String

    @Flag(help: "Ask no node.")
    var offline = false

    @Option(help: "The deployment document, for the names of addresses.")
    var deployment: String?

    @OptionGroup var context: InspectionContext
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let book = try deployment.map { path throws(CommandFailure) in
            AddressBook(try Deployment(path: path))
        }
        let client = offline || !chain.isGiven ? nil : try chain.client()
        let input = try await InspectionInput(what, book: book ?? AddressBook(), client)
        var subject = try await context.subject(of: input, book: book ?? AddressBook(), client)
        if let client { try await subject.ask(client) }
        let page = InspectionPage(subject: subject, book: book ?? AddressBook()).page
        output.print(page, json: InspectionDocument(subject).value)
        try subject.checkStatedHash()
    }
}
