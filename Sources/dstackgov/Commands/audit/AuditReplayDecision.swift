import ArgumentParser
import Authorization
import Codec
import DecisionLog
import Primitives

/// Repeats recorded decisions.
struct AuditReplayDecision: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay-decision",
        abstract: "Repeat a service's decisions from its log, bit for bit.",
        discussion: """
            Needs no chain: a record holds all that its decision depended on. Exit code 1 at the \
            first record that does not follow from what it says. Whether the log is whole is \
            dstack-authd log verify's to say.
            """)

    @Argument(help: "The folder of the log.")
    var log: String

    @Argument(help: "The index, or the decision id that the reply had; all records without it.")
    var record: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let index = record.flatMap { UInt64($0) }
        let leaf = record.flatMap { try? Hash32(hex: $0) }
        var counts = (repeated: 0, allowed: 0)
        do throws(LogError) {
            try LogReader(folder: log).read { item throws(LogError) in
                guard record == nil || item.index == index || item.leaf == leaf else { return }
                do throws(BootRecord.Fault) {
                    let again = try BootRecord(repeating: item.content)
                    counts.repeated += 1
                    if again.decision.isAllowed { counts.allowed += 1 }
                } catch {
                    throw LogError(.record, log, "record \(item.index): \(error)")
                }
            }
        } catch {
            throw CommandFailure(.refused, error.description)
        }
        guard record == nil || counts.repeated > 0 else {
            throw CommandFailure(.input, "there is no such record in \(log)")
        }
        var page = Page()
        page.facts([
            ("repeated", "\(counts.repeated) decisions, each as it is recorded"),
            ("allowed", "\(counts.allowed) of them"),
        ])
        output.print(
            page,
            json: ["repeated": JSONValue(counts.repeated), "allowed": JSONValue(counts.allowed)])
    }
}
