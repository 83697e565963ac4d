import ArgumentParser

/// Keys and keystores.
struct EthWallet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wallet", abstract: "Keys and keystores.",
        subcommands: [
            EthWalletNew.self, EthWalletFromMnemonic.self, EthWalletAddress.self,
            EthWalletDecrypt.self,
        ])
}
