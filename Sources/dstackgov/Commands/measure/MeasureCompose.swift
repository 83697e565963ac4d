import ArgumentParser
import Attestation
import Codec
import Primitives

/// The compose hash of an app, over the bytes of its app-compose.json.
struct MeasureCompose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compose",
        abstract: "The compose hash of an app-compose.json.",
        discussion: """
            The hash is SHA-256 over the file's bytes as they are: another newline is another app. \
            It is not the hash of docker-compose.yaml.
            """)

    @Argument(help: "The app-compose.json; - reads standard input.")
    var file: String

    @Option(help: "A hash somebody announced: exit code 1 when it is not the right one.")
    var expect: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let bytes = try File.read(file)
        let app: AppCompose
        do throws(AppComposeError) { app = try AppCompose(file: bytes) } catch {
            throw CommandFailure(.input, "\(file): \(error)")
        }
        if let expect { try compare(expect, with: app, bytes) }
        var page = Page()
        var facts: [(name: String, value: String)] = []
        if let name = app.name { facts.append(("app", "\(EscapedText(name, limit: 80))")) }
        facts.append(("compose hash", app.composeHash.hex))
        facts.append(("app id without a KMS", app.defaultAppID.hex))
        page.facts(facts)
        page.line(
            "  SHA-256 over the file's bytes. An app of a KMS has its contract's address as id.")
        for remark in app.remarks { page.line("  \(remark)", .warning) }
        output.print(
            page,
            json: [
                "composeHash": .string(app.composeHash.hex),
                "defaultAppId": .string(app.defaultAppID.hex),
                "remarks": .array(app.remarks.map { .string($0) }),
            ])
    }

    private func compare(
        _ expected: String, with app: AppCompose, _ bytes: Bytes
    ) throws(CommandFailure) {
        let hash = try Input.hash(expected, "--expect")
        guard hash != app.composeHash else { return }
        let mistake = AppCompose.mistake(giving: hash, for: bytes)
        throw CommandFailure(
            .refused, "\(hash) is not the compose hash but \(mistake ?? "of another file")",
            remedy: "The compose hash: \(app.composeHash)")
    }
}
