import ArgumentParser

/// The command line of signers, proposers, operators and auditors.
@main
struct Program: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dstackgov",
        abstract: "Decide, with others, who may hold the keys of confidential workloads.",
        discussion: "Exit codes: 0 done"
            + CommandFailure.Code.allCases.map { " · \($0.rawValue) \($0.meaning)" }.joined() + ".",
        version: "0.1.0",
        subcommands: [
            Measure.self, Propose.self, Plan.self, Inspect.self, Export.self, Simulate.self,
            Sign.self, Signatures.self, Submit.self, Execute.self, Cancel.self, Reject.self,
            Replace.self, Status.self, Queue.self, Show.self, AuditCommand.self, Attest.self,
            Brake.self, Wait.self, Health.self, Deploy.self, SafeCommand.self, Emergency.self,
            Completion.self, Manual.self, Key.self,
            Eth.self,
        ])

    /// Runs the command that the arguments name, and turns every error into one line and an exit
    /// code.
    static func main() async {
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            if let unknown = UnknownCommand(arguments, of: Program.self) { throw unknown.failure }
            let command = try parseAsRoot()
            if let command = command as? any AsyncParsableCommand {
                try await run(command)
            } else {
                var command = command
                try command.run()
            }
        } catch let failure as CommandFailure {
            failure.report()
            exit(withError: ArgumentParser.ExitCode(failure.code.rawValue))
        } catch {
            let code = exitCode(for: error)
            let text = fullMessage(for: error)
            guard code == .validationFailure else { exit(withError: error) }
            StandardError.write(text)
            exit(withError: ArgumentParser.ExitCode(CommandFailure.Code.input.rawValue))
        }
    }

    private static func run<Command: AsyncParsableCommand>(_ command: Command) async throws {
        // Handed over whole: nobody else has the command. ArgumentParser 1.4 cannot say so itself.
        nonisolated(unsafe) var command = command
        try await unsafe command.run()
    }
}
