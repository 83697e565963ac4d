import ArgumentParser

/// The Ethereum library by hand, as users of `cast` know it.
struct Eth: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ethereum by hand: keys, hashes, calls.",
        subcommands: [EthWallet.self, EthRPC.self])
}
