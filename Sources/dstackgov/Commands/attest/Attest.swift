import ArgumentParser

/// Evidence of boots: who signed it, who it is, and what policy says to it.
struct Attest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verify evidence of a measured boot.",
        subcommands: [AttestVerify.self, AttestEndpoint.self, AttestOutlook.self])
}
