public import Chain
import Primitives

/// What a header alone proves about logs.
public enum BloomRule {
    /// Whether the header proves that none of the contracts emitted a log in its block.
    ///
    /// A block without transactions has no receipts at all. An empty filter over receipts proves
    /// nothing: a proposal (EIP-7668) empties the filters of all blocks.
    ///
    /// - Parameters:
    ///   - contracts: The contracts, as bits of the filter.
    ///   - header: The header.
    /// - Returns: Whether the receipts need not be looked into.
    public static func excludes(_ contracts: [Bloom.Key], in header: Header) -> Bool {
        if header.receiptsRoot == MerklePatriciaTrie.emptyRoot { return true }
        if header.logsBloom == Bloom() { return false }
        return !contracts.contains { header.logsBloom.mayContain($0) }
    }
}
