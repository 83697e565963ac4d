import ArgumentParser

/// The Safe itself.
struct SafeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "safe",
        abstract: "Look at Safes: state, addresses, messages, nested ones, services.",
        subcommands: [
            SafeInfo.self, SafeOwners.self, SafePredict.self, SafeMessageCommand.self,
            SafeNested.self, SafePreflight.self, SafeServiceCommand.self,
        ])
}
