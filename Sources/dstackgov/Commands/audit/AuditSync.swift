import ArgumentParser
import Audit
import Codec
import Primitives

/// Keeps a deployment's history in a store.
struct AuditSync: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Keep a deployment's history in a store.",
        discussion: """
            Reads every header, and the receipts of every block where a log of the deployment may \
            hide, so that audit verify can say what is complete. Run it again to go on; it may be \
            killed at any time. With several --rpc-url each provider's logs are compared with \
            the receipts.
            """)

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var providers: ProviderOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "The last block: finalized, latest or a number.")
    var to = "finalized"

    @Flag(help: "Keep only what the providers' logs name: less to read, and no evidence.")
    var bare = false

    @Option(help: ArgumentHelp("How many blocks are read in one step.", valueName: "blocks"))
    var page: UInt64 = 500

    @Flag(help: "Tell nothing while it runs.")
    var quiet = false

    func run() async throws {
        let store = try AuditStore.opened(store.store)
        let sync = HistorySync(
            sources: try providers.sources(isQuiet: quiet), deployment: try deployment.read(),
            store: store,
            isComplete: !bare, pageBlocks: page, tellsProgress: !quiet)
        let last = try await sync.run(to: try HistorySync.End(to))
        let unproved =
            bare ? nil : try await StateReading(store: store, sources: sync.sources).run()
        if let unproved { StandardError.write(unproved) }
        let digest = try store.asking { store throws(StoreError) in try store.contentDigest() }
        let point = try store.asking { store throws(StoreError) in try store.progress() }
        let faults = try store.asking { store throws(StoreError) in try store.faults() }
        var page = Page()
        page.facts([
            ("last block", "\(last) \(point?.hash.hex ?? "")"), ("content", digest.hex),
        ])
        for fault in faults {
            page.line(
                "\(fault.provider) \(fault.kind.rawValue) \(fault.count) logs of block "
                    + "\(fault.block)", .warning)
        }
        output.print(
            page,
            json: [
                "block": .string(last.description),
                "blockHash": point.map { .string($0.hash.hex) } ?? .null,
                "contentSha256": .string(digest.hex),
                "faults": .array(
                    faults.map {
                        [
                            "provider": .string($0.provider),
                            "block": .string($0.block.description),
                            "kind": .string($0.kind.rawValue), "logs": JSONValue($0.count),
                        ]
                    }),
            ])
    }
}

extension HistorySync.End {
    /// The end that an option names.
    init(_ text: String) throws(CommandFailure) {
        switch text {
        case "finalized": self = .finalized
        case "latest": self = .latest
        default:
            guard let number = UInt64(text) else {
                throw CommandFailure(
                    .input, "--to: \(EscapedText(text)) is no block",
                    remedy: "Give finalized, latest or a number.")
            }
            self = .number(BlockNumber(number))
        }
    }
}
