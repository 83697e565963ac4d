import ArgumentParser
import Audit
import Codec
import Primitives

/// Who could decide what, and when.
struct AuditAuthority: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "authority",
        abstract: "Owners, roles, delays, thresholds, signers and code over time.")

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Only what holds at the end of the store.")
    var current = false

    func run() async throws {
        let names = try deployment.read().names
        let entries = try store.open().asking { store throws(StoreError) in
            _ = try store.deployment()
            return try HistoryReader(store).timeline()
        }
        let periods = AuthorityHistory.periods(entries).filter { !current || $0.end == nil }
        var page = Page()
        page.table(
            ["contract", "power", "holder", "from", "until"],
            periods.map { period in
                [
                    names[period.contract] ?? period.contract.checksummed, period.power,
                    period.holder, "\(period.begin.block) \(period.begin.time)",
                    period.end.map { "\($0.block) \($0.time)" } ?? "",
                ]
            })
        output.print(page, json: .array(periods.map(AuthorityDocument.value)))
    }
}
