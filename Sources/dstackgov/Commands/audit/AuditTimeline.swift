import ArgumentParser
import Audit
import Codec
import EthereumClient
import Glibc
import Primitives

/// Every change of policy, from a store or from the chain's logs.
struct AuditTimeline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline", abstract: "Every change of policy, and who decided it.",
        discussion: """
            From the store that audit sync keeps, if there is one; otherwise from the logs of the \
            nodes, of which one that leaves a log out is not found out.
            """)

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var providers: ProviderOptions
    @OptionGroup var filter: TimelineOptions
    @OptionGroup var output: OutputOptions

    @Option(
        help: ArgumentHelp(
            "The store that audit sync keeps; without it the nodes are asked.", valueName: "file"))
    var store: String?

    @Flag(help: "Print comma-separated values for a spreadsheet.")
    var csv = false

    func run() async throws {
        let deployment = try deployment.read()
        let filter = try filter.filter(deployment)
        let entries = try await entries(deployment).filter(filter.matches)
        let table = TimelineTable(entries: entries, names: deployment.names)
        if csv {
            StandardOutput.write(table.csv)
        } else {
            output.print(table.page, json: table.document)
        }
    }

    private func entries(_ deployment: Deployment) async throws(CommandFailure) -> [TimelineEntry] {
        let opened: AuditStore
        if let store {
            var options = StoreOptions()
            options.store = store
            opened = try options.open()
        } else {
            opened = try AuditStore.opened(":memory:")
            let sync = HistorySync(
                sources: try providers.sources(), deployment: deployment, store: opened,
                isComplete: false, pageBlocks: 100_000)
            _ = try await sync.run(to: .latest)
        }
        return try opened.asking { store throws(StoreError) in
            try HistoryReader(store).timeline()
        }
    }
}
