import ArgumentParser
import AuthorizationService
import Primitives

/// Reads a file of auth-simple, and names each change of meaning.
struct ImportPolicy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-policy",
        abstract: "Check a policy file of auth-simple and name what it means otherwise here.",
        discussion: """
            Exit code 1 where a boot could be answered otherwise than before, 2 where the file is \
            no policy.
            """)

    @Argument(help: "The file (auth-config.json).")
    var file: String

    func run() async throws {
        guard let text = BoundedFile.read(file, limit: 4 << 20) else {
            throw refusal("cannot be read, or is too long")
        }
        let policy: PolicyFile
        do throws(PolicyFile.Fault) { policy = try PolicyFile(text) } catch {
            throw refusal(error.description)
        }
        for change in policy.changes { print("change: \(EscapedText(change, limit: 400))") }
        print(policy.summary)
        if !policy.changes.isEmpty { throw ExitCode(1) }
    }

    private func refusal(_ explanation: String) -> ExitCode {
        ErrorLine.write("error: \(EscapedText("\(file): \(explanation)", limit: 400))")
        return ExitCode(2)
    }
}
