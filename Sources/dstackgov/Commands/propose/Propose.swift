import ArgumentParser

/// Operation files for what the owners are to decide.
struct Propose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write an operation file for what the owners are to decide.",
        subcommands: [
            ProposeAllowImage.self, ProposeRevokeImage.self, ProposeKms.self,
            ProposeApp.self, ProposeTimelock.self, ProposeSafe.self, ProposeBatch.self,
            ProposeRawCall.self, ProposeImport.self, ProposeCancel.self,
        ])
}
