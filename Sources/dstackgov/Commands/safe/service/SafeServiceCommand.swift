import ArgumentParser

/// The Safe Transaction Service as a letter box.
struct SafeServiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "service",
        abstract: "Carry proposals and signatures by a Safe Transaction Service.",
        discussion: """
            The service is a letter box, nothing more: every hash is computed again from the fields, \
            every signature checked against its owner, and what it states otherwise is told. Files \
            do without it.
            """,
        subcommands: [
            SafeServiceList.self, SafeServicePropose.self, SafeServiceConfirm.self,
            SafeServiceFetch.self,
        ])
}
