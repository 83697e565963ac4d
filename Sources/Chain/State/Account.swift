public import Primitives

/// What the state trie holds of an account (yellow paper, section 4.1).
public struct Account: Hashable, Sendable {
    /// The number of transactions sent or, for a contract, of contracts created, plus one.
    public let nonce: UInt64
    /// The balance.
    public let balance: Wei
    /// The root of the account's storage trie.
    public let storageRoot: Hash32
    /// The Keccak-256 hash of the account's code.
    public let codeHash: Hash32

    /// The code hash of an account without code: the hash of no bytes.
    public static let emptyCodeHash = Keccak256.hash(Bytes())

    /// An account.
    public init(
        nonce: UInt64, balance: Wei, storageRoot: Hash32 = MerklePatriciaTrie.emptyRoot,
        codeHash: Hash32 = emptyCodeHash
    ) {
        self.nonce = nonce
        self.balance = balance
        self.storageRoot = storageRoot
        self.codeHash = codeHash
    }

    /// Whether the account has code: whether it is a contract, or delegates to one (EIP-7702).
    public var hasCode: Bool { codeHash != Account.emptyCodeHash }
}
