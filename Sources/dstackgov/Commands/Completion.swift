import ArgumentParser

/// Scripts that let a shell complete commands and options.
struct Completion: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the completion script of a shell: bash, zsh or fish.")

    @Argument(help: "The shell.")
    var shell: String

    func run() async throws {
        guard let shell = CompletionShell(rawValue: shell) else {
            throw CommandFailure(.input, "no completion for \(shell): bash, zsh or fish")
        }
        StandardOutput.write(Program.completionScript(for: shell) + "\n")
    }
}
