import ArgumentParser

/// The guest's side of key release.
struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask a dstack-keyd for an app's keys.",
        subcommands: [KeyNonce.self, KeyRequest.self])
}
