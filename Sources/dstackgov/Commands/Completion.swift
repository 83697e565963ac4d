import ArgumentParser
import Codec

/// Scripts that let a shell complete commands and options.
struct Completion: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the completion script of a shell: bash, zsh or fish.")

    @Argument(help: "The shell.")
    var shell: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard let shell = CompletionShell(rawValue: shell) else {
            throw CommandFailure(.input, "no completion for \(shell): bash, zsh or fish")
        }
        let script = Program.completionScript(for: shell)
        output.print(
            line: script, json: ["shell": .string(shell.rawValue), "script": .string(script)])
    }
}
