import ArgumentParser
import AuthorizationService
import Primitives

/// Reads a file of auth-simple, and names each change of meaning.
struct ImportPolicy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-policy",
        abstract: "Check a policy file of auth-simple and name what it means otherwise here.",
        discussion: "Exit code 1 where a boot could be answered otherwise than before.")

    @Argument(help: "The file (auth-config.json).")
    var file: String

    func run() async throws {
        guard let text = BoundedFile.read(file, limit: 4 << 20) else {
            throw ConfigurationFault(file, "cannot be read, or is too long")
        }
        let policy = try PolicyFile(text)
        for change in policy.changes { print("change: \(EscapedText(change, limit: 400))") }
        print(policy.summary)
        if !policy.changes.isEmpty { throw ExitCode(1) }
    }
}
