import ArgumentParser

/// The auditor's side.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Who allowed what, when, and through whom.",
        subcommands: [AuditTimeline.self])
}
