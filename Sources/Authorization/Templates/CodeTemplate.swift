public import Primitives

/// Code that is known, whatever address it stands at.
///
/// UUPS implementations hold their own address as an immutable, so that the same source has another
/// code hash at each address. The template is the code with these words zeroed, and the rule that
/// each of them is the account's own address.
public struct CodeTemplate: Hashable, Sendable {
    /// The contract's name.
    public let name: String
    /// The length of the code.
    public let byteCount: Int
    /// Where the words with the own address stand.
    public let immutables: [Int]
    /// The Keccak-256 hash of the code with these words zeroed.
    public let hash: Hash32
    /// What its storage means; nil for code whose storage tells no facts: proxies, whose one slot is
    /// ERC-1967's, and a timelock.
    public let layout: ContractLayout?

    /// A template.
    public init(
        name: String, byteCount: Int, immutables: [Int], hash: Hash32,
        layout: ContractLayout? = nil
    ) {
        self.name = name
        self.byteCount = byteCount
        self.immutables = immutables
        self.hash = hash
        self.layout = layout
    }

    /// Whether `code`, standing at `address`, is this contract.
    public func matches(_ code: Bytes, at address: Address) -> Bool {
        guard code.count == byteCount else { return false }
        var masked = [UInt8](code)
        let own = [UInt8](address.word.bytes)
        for offset in immutables {
            guard offset >= 0, offset + 32 <= masked.count,
                masked[offset..<(offset + 32)].elementsEqual(own)
            else { return false }
            for index in offset..<(offset + 32) { masked[index] = 0 }
        }
        return Keccak256.hash(Bytes(masked)) == hash
    }
}
