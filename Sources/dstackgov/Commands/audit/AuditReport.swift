import ArgumentParser
import Audit
import Codec

/// A report for people who were not there.
struct AuditReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "One page that says everything, with its evidence.",
        discussion: "The same store gives the same bytes. The HTML page needs no network.")

    /// The forms of a report.
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case html
        case markdown
        case json
    }

    @OptionGroup var store: StoreOptions
    @OptionGroup var evidence: AgreementOptions

    @Option(help: "html, markdown or json.")
    var form: Form = .html

    @Flag(help: "The report as one JSON document: --form json.")
    var json = false

    @Option(help: ArgumentHelp("Where the report goes; - is standard output.", valueName: "file"))
    var out = "-"

    @Flag(help: "Replace the file.")
    var force = false

    func run() async throws {
        let store = try store.open()
        let verification = try await evidence.verification(of: store)
        let content = try store.asking { store throws(StoreError) in
            try ReportContent(store, verification: verification)
        }
        let text =
            switch json ? .json : form {
            case .html: HTMLReport.text(content)
            case .markdown: MarkdownReport.text(content)
            case .json: content.document.serialized(.pretty) + "\n"
            }
        guard out != "-" else { return StandardOutput.write(text) }
        try File.write(text, to: out, replacing: force)
    }
}
