import ArgumentParser
import Glibc
import HTTPServer

/// The service that a dstack KMS asks before it releases a key.
@main
struct Program: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dstack-authd",
        abstract: "Answer a dstack KMS: may this measured boot have a key?",
        discussion: """
            Without --config the environment of the incumbent webhook counts: ETH_RPC_URL, \
            KMS_CONTRACT_ADDR, HOST (127.0.0.1), PORT (8000; 0 takes a free one), ETH_CHAIN_ID. \
            One provider is evidence level single: its head is believed, everything below the \
            head is proved.
            """,
        subcommands: [
            Serve.self, CheckConfig.self, TemplateCommand.self, Wait.self, HeadsCommand.self,
            LogCommand.self, ImportPolicy.self,
        ], defaultSubcommand: Serve.self)

    /// Runs the command that the arguments name.
    ///
    /// The main thread must keep its mask of signals until ``Serve`` has waited for them. One that
    /// an asynchronous main gives to Dispatch takes every signal again, and SIGTERM would end the
    /// program before its log is closed.
    static func main() {
        do {
            if try parseAsRoot() is Serve { _ = try TerminationSignals.block() }
        } catch {
            exit(withError: error)
        }
        Task.detached {  // the main actor's thread waits below
            do {
                try await runAsRoot()
                exit()
            } catch {
                exit(withError: error)
            }
        }
        while true { pause() }
    }

    /// Parses in the task that runs: a command cannot be handed from one to another.
    private static func runAsRoot() async throws {
        var command = try parseAsRoot()
        if let asynchronous = command as? any AsyncParsableCommand {
            // ArgumentParser 1.4 does not say that nobody else has the command.
            nonisolated(unsafe) var command = asynchronous
            try await unsafe command.run()
        } else {
            try command.run()
        }
    }
}
