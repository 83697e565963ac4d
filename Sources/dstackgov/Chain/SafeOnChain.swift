import Contracts
import EthereumClient
import Primitives

/// A Safe as the chain has it now.
struct SafeOnChain {
    let address: Address
    let version: SafeVersion
    let nonce: UInt256
    let owners: [Address]
    let threshold: Int

    /// Reads the Safe.
    init(_ address: Address, _ client: EthereumClient) async throws(CommandFailure) {
        self.address = address
        let name = try await client.read(Safe.VersionName(), of: address)
        guard let version = SafeVersion(name) else {
            throw CommandFailure(
                .chain, "\(address): the version \(EscapedText(name, limit: 40)) is unknown")
        }
        self.version = version
        nonce = try await client.read(Safe.Nonce(), of: address)
        owners = try await client.read(Safe.GetOwners(), of: address)
        let threshold = try await client.read(Safe.GetThreshold(), of: address)
        guard let count = Int(exactly: threshold), count > 0, count <= owners.count else {
            throw CommandFailure(.chain, "\(address): a threshold of \(threshold) makes no sense")
        }
        self.threshold = count
    }
}
