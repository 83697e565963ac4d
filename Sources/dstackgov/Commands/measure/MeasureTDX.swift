import ArgumentParser
import Attestation
import Codec
import Primitives

/// The measurements of a TDX guest, from its quote and its log.
struct MeasureTDX: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tdx",
        abstract: "mrSystem, mrAggregated, RTMR3 and device id of a TDX guest.",
        discussion: """
            FILE is a quote report of a guest's agent (JSON), a dstack attestation, a quote, or an \
            event log alone (a JSON array), raw or in hex. Nothing is verified here: attest verify \
            does that. Exit code 1: the log does not give the quoted RTMR3.
            """)

    @Argument(help: "The file; - reads standard input.")
    var file: String

    @Option(help: "The event log of a bare quote: a JSON array.")
    var eventLog: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let source = try TDXSource(file: file, eventLog: eventLog)
        let report = TDXReport(source)
        output.print(report.page, json: report.document)
        guard report.isReplayed != false else {
            throw CommandFailure(
                .refused, "\(file): the replay of the event log does not give the quoted RTMR3",
                remedy: "The log is of another boot, or was altered: what it says is worth nothing."
            )
        }
    }
}
