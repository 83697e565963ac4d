public import Primitives

/// Where a Safe Transaction Service keeps what (version 6 of its API), below its base URL.
public enum SafeServicePath {
    /// The most transactions of one page that the service gives.
    public static let pageSize = 100

    /// The service that Safe itself runs for a chain; nil for a chain of which we know none.
    ///
    /// The service has names of its own, which for a few chains are not those of EIP-3770.
    public static func base(for chainID: ChainID) -> String? {
        let name: String? =
            switch chainID {
            case 137: "pol"
            case 143: "monad"
            case 999: "hyper"
            default: ChainShortName.name(of: chainID)
            }
        return name.map { "https://api.safe.global/tx-service/\($0)/api" }
    }

    /// Where transactions of a Safe are proposed.
    public static func proposals(of safe: Address) -> String {
        "/v2/safes/\(safe.checksummed)/multisig-transactions/"
    }

    /// One page of the transactions of a Safe that wait, the lowest nonce first.
    ///
    /// - Parameters:
    ///   - safe: The Safe.
    ///   - nonce: The Safe's next nonce: what is below can never be executed.
    ///   - trusted: Those that an owner or a delegate made, or those of everybody else, which the
    ///     service hides where nobody asks for them.
    ///   - offset: How many come before the page.
    /// - Returns: Path and query.
    public static func waiting(
        of safe: Address, from nonce: UInt256, trusted: Bool, offset: Int
    ) -> String {
        proposals(of: safe)
            + "?executed=false&nonce__gte=\(nonce)&ordering=nonce&trusted=\(trusted)"
            + "&limit=\(pageSize)&offset=\(offset)"
    }

    /// One transaction.
    public static func transaction(_ hash: Hash32) -> String {
        "/v2/multisig-transactions/\(hash.hex)/"
    }

    /// Where owners confirm a transaction.
    public static func confirmations(of hash: Hash32) -> String {
        "/v1/multisig-transactions/\(hash.hex)/confirmations/"
    }
}
