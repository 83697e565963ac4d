import ArgumentParser

/// The service that a dstack KMS asks before it releases a key.
@main
struct Program: AsyncParsableCommand {
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
            Serve.self, CheckConfig.self, Wait.self, LogCommand.self, ImportPolicy.self,
        ], defaultSubcommand: Serve.self)
}
