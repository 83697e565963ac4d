extension TransactionError {
    /// The fields of all types, with the names that JSON-RPC gives them.
    public enum Field: String, Sendable, CaseIterable {
        /// The chain.
        case chainID = "chainId"
        /// The number of the sender's transactions before this one.
        case nonce
        /// The price of types 0 and 1.
        case gasPrice
        /// The priority fee (EIP-1559).
        case maxPriorityFeePerGas
        /// The fee cap (EIP-1559).
        case maxFeePerGas
        /// The most gas that may be used.
        case gasLimit = "gas"
        /// The recipient.
        case to
        /// The amount sent.
        case value
        /// The call data, or the code that creates a contract.
        case input
        /// The accounts and slots announced (EIP-2930).
        case accessList
        /// The most that a unit of blob gas may cost (EIP-4844).
        case maxFeePerBlobGas
        /// The hashes of the blobs (EIP-4844).
        case blobVersionedHashes
        /// What accounts signed (EIP-7702).
        case authorizationList
        /// v of a legacy transaction, the parity of any other.
        case v
        /// The x coordinate of the signature's point.
        case r
        /// The signature's proof.
        case s
    }
}
