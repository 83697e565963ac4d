public import Primitives

/// Gives out the nonces of one account, one after the other, also to tasks that run at once.
///
/// A nonce whose transaction surely reached nobody is given back and used again, so that no gap
/// stops those behind it; after a doubt the chain is asked anew.
public actor NonceManager {
    /// The account.
    public nonisolated let account: Address

    private let client: EthereumClient
    private var next: UInt64?
    private var returned: Set<UInt64> = []

    /// A manager of the account's nonces.
    public init(account: Address, client: EthereumClient) {
        self.account = account
        self.client = client
    }

    /// The nonce for the next transaction: the lowest that was given back, otherwise the one after
    /// the last; of the first, the one that the node says, its pool counted.
    public func reserve() async throws(ClientError) -> UInt64 {
        if next == nil {
            let counted = try await client.getTransactionCount(account, at: .pending)
            // Another task may have asked at the same time and been answered first.
            if next == nil { next = counted }
        }
        if let lowest = returned.min() {
            returned.remove(lowest)
            return lowest
        }
        let nonce = next ?? 0
        next = nonce &+ 1
        return nonce
    }

    /// Takes a nonce back whose transaction surely reached nobody.
    public func giveBack(_ nonce: UInt64) {
        guard let next, nonce < next else { return }
        returned.insert(nonce)
        var last = next
        while last > 0, returned.remove(last - 1) != nil { last -= 1 }
        self.next = last
    }

    /// Forgets what is known, so that the node is asked anew: after a doubt whether a transaction
    /// arrived, or when the node knows a higher nonce.
    public func forget() {
        next = nil
        returned = []
    }
}
