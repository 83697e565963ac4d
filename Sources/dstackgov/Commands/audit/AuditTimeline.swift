import ArgumentParser
import Audit
import Codec
import EthereumClient
import Primitives

/// Every change of policy, from the chain's logs.
struct AuditTimeline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline", abstract: "Every change of policy, from the chain's logs.",
        discussion:
            "One node's logs: a node that leaves a log out is not found out by this command.")

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let deployment = try deployment.read()
        let events = try await HistoryReading(client: try chain.client()).events(of: deployment)
        let entries = Timeline.of(events, timelock: deployment.timelock, safe: deployment.safe)
        var page = Page()
        page.table(
            ["time", "block", "contract", "change", "operation", "waited", "signers"],
            entries.map { row($0, names: deployment.names) })
        output.print(page, json: .array(entries.map(document)))
    }

    private func row(_ entry: TimelineEntry, names: [Address: String]) -> [String] {
        let passage = entry.passage
        return [
            entry.time.description, entry.block.description,
            names[entry.contract] ?? entry.contract.checksummed,
            (entry.isEnabled ? "+ " : "- ") + entry.policy + " " + entry.value.hex,
            passage?.operation.hex ?? "directly, by " + entry.executor.checksummed,
            passage.map { SecondsSpan(seconds: $0.waited).description } ?? "",
            passage?.signers.map(\.checksummed).joined(separator: " ") ?? "",
        ]
    }

    private func document(_ entry: TimelineEntry) -> JSONValue {
        [
            "time": .string(entry.time.description),
            "block": .string(entry.block.description),
            "transactionHash": .string(entry.transaction.hex),
            "executor": .string(entry.executor.checksummed),
            "contract": .string(entry.contract.checksummed), "policy": .string(entry.policy),
            "value": .string(entry.value.hex), "enabled": .bool(entry.isEnabled),
            "operationId": entry.passage.map { .string($0.operation.hex) } ?? .null,
            "scheduled": entry.passage.map { .string($0.scheduled.description) } ?? .null,
            "waitedSeconds": entry.passage.map { .number(String($0.waited)) } ?? .null,
            "safeTxHash": entry.passage?.safeTransaction.map { .string($0.hex) } ?? .null,
            "signers": .array(
                entry.passage?.signers.map { .string($0.checksummed) } ?? []),
        ]
    }
}
