import ArgumentParser
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// The owners of a Safe, and what they are.
struct SafeOwners: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "owners",
        abstract: "The owners in their order: what each is, and who stands before it.",
        discussion: """
            removeOwner and swapOwner want the owner before, as the list will be when they run: \
            `propose owners` computes it for several changes in a row.
            """)

    @Argument(help: "The Safe; otherwise that of --deployment.")
    var safe: String?

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let client = try chain.client()
        let state = try await SafeOnChain(try SafeInfo.address(safe, deployment), client)
        var rows: [(owner: Address, before: Address, kind: String)] = []
        var before = SafeStorage.sentinel
        for owner in state.owners {
            rows.append((owner, before, try await SafeOwners.kind(owner, client)))
            before = owner
        }
        var page = Page()
        page.facts([("threshold", "\(state.threshold) of \(state.owners.count)")])
        page.table(
            ["owner", "is", "prevOwner"],
            rows.map { [$0.owner.checksummed, $0.kind, $0.before.checksummed] })
        output.print(
            page,
            json: [
                "threshold": .number("\(state.threshold)"),
                "owners": .array(
                    rows.map { row in
                        [
                            "owner": .string(row.owner.checksummed), "is": .string(row.kind),
                            "prevOwner": .string(row.before.checksummed),
                        ]
                    }),
            ])
    }

    /// What an owner is: an account, a Safe, or another contract.
    static func kind(
        _ owner: Address, _ client: EthereumClient
    ) async throws(CommandFailure) -> String {
        if try await client.code(owner).isEmpty { return "account" }
        guard let safe = try? await SafeOnChain(owner, client) else { return "contract" }
        return "Safe \(safe.version), \(safe.threshold) of \(safe.owners.count)"
    }
}
