import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// Who may still stop an operation, and until when.
struct Cancellers {
    /// The accounts with the role, each with what is known of it.
    let accounts: [(address: Address, name: String)]

    /// Reads who holds the canceller's role, and how many owners a Safe among them needs.
    ///
    /// - Parameters:
    ///   - history: What the timelock's logs tell.
    ///   - reading: Asks the timelock.
    ///   - deployment: Gives the names.
    /// - Throws: ``CommandFailure`` when the chain does not answer.
    init(
        _ history: TimelockHistory, _ reading: TimelockReading, _ deployment: Deployment
    ) async throws(CommandFailure) {
        let holders = try await reading.confirmed(TimelockController.cancellerRole, in: history)
        var accounts: [(address: Address, name: String)] = []
        for account in holders {
            var name = deployment.names[account] ?? ""
            if let safe = try? await SafeOnChain(account, reading.client) {
                name = "Safe, \(safe.threshold) of \(safe.owners.count) owners"
            }
            accounts.append((account, name))
        }
        self.accounts = accounts
    }

    /// One line: who, and until when.
    func sentence(_ standing: OperationStanding) -> String {
        guard !accounts.isEmpty else { return "nobody: no account has CANCELLER_ROLE" }
        let who = accounts.map { account in
            account.address.checksummed + (account.name.isEmpty ? "" : " (\(account.name))")
        }
        let until =
            if standing.state == .waiting, let moment = standing.readyAt {
                "until \(moment), and then until somebody executes it"
            } else {
                "until somebody executes it, which may happen in the next block"
            }
        return who.joined(separator: ", ") + ", " + until
    }

    /// The same for programs.
    var document: JSONValue {
        .array(
            accounts.map { account in
                ["address": .string(account.address.checksummed), "name": .string(account.name)]
            })
    }
}
