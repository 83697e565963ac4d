import ArgumentParser

/// The emergency brake: what a service denies at once, whatever the chain says.
struct Brake: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make and read emergency brakes: signed lists that can only deny.",
        subcommands: [BrakeMake.self, BrakeShow.self, BrakeKey.self])
}
