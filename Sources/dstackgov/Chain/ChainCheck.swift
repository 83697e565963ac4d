import EthereumClient
import Governance
import Primitives

/// Checks an operation against the chain that the node serves.
struct ChainCheck {
    private let client: EthereumClient

    init(_ client: EthereumClient) {
        self.client = client
    }

    /// Refuses a node of another chain than the operation's: an operation id binds no chain.
    func sameChain(as operation: Operation) async throws(CommandFailure) {
        try await serves(operation.chainID, as: "the operation")
    }

    /// Refuses a node of another chain than the deployment's, where its document names one: the same
    /// addresses may have code on several chains.
    func sameChain(as deployment: Deployment) async throws(CommandFailure) {
        guard let meant = deployment.chainID else { return }
        try await serves(
            meant, as: "the deployment document",
            remedy: "Give the right --rpc-url or --deployment.")
    }

    private func serves(
        _ meant: ChainID, as subject: String, remedy: String? = nil
    ) async throws(CommandFailure) {
        let found = try await client.asking { client throws(ClientError) in
            try await client.chainID()
        }
        guard found == meant else {
            throw CommandFailure(
                .refused, "\(subject) is for chain \(meant), the node serves chain \(found)",
                remedy: remedy)
        }
    }

    /// Refuses a Safe whose version is another than the one that the signatures are for.
    func sameVersion(_ safe: SafeOnChain, as operation: Operation) throws(CommandFailure) {
        guard safe.version == operation.safe.version else {
            throw CommandFailure(
                .refused,
                "the Safe is \(safe.version) now, the operation was made for "
                    + "\(operation.safe.version)", remedy: "Propose it again.")
        }
    }
}
