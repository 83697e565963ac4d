public import Primitives

/// Where Solidity keeps state variables (Solidity documentation, "Layout of State Variables in
/// Storage and Transient Storage").
public struct StorageSlot: Hashable, Sendable {
    /// The slot as a word.
    public let word: Hash32

    /// The slot of a word.
    public init(_ word: Hash32) { self.word = word }

    /// The slot of a number.
    public init(_ number: UInt64) { word = Hash32(UInt256(number)) }

    /// The first slot of the namespace `id` (ERC-7201), as OpenZeppelin's upgradeable contracts use
    /// them: the hash of the word before the hash of the id, its last byte cleared.
    public init(namespace id: String) {
        let before = Hash32(UInt256(Keccak256.hash(utf8: id)) &- UInt256.one)
        let hash = unsafe before.withUnsafeBytes { raw in unsafe Keccak256.hash(raw) }
        word = Hash32((UInt256(hash) >> 8) << 8)
    }

    /// The slot of a proxy (ERC-1967): the word before the hash of its name, for example
    /// `eip1967.proxy.implementation`.
    public init(proxy name: String) {
        word = Hash32(UInt256(Keccak256.hash(utf8: name)) &- UInt256.one)
    }

    /// The slot of the element under `key` of the mapping at this slot: keccak256(key ‖ slot).
    ///
    /// - Parameter key: A key of a value type, padded to a word as the ABI pads it.
    /// - Returns: The element's slot.
    public func element(_ key: Hash32) -> StorageSlot {
        StorageSlot(Keccak256.hash(key, word))
    }

    /// The slot of the element under an address of the mapping at this slot.
    public func element(_ key: Address) -> StorageSlot { element(key.word) }

    /// The slot of the element under a string or bytes of the mapping at this slot:
    /// keccak256(key ‖ slot), the key without padding.
    public func element(_ key: Bytes) -> StorageSlot {
        var hash = Keccak256()
        hash.update(key)
        hash.update(word)
        return StorageSlot(hash.finish())
    }

    /// The first slot of the data of the dynamic array, or of the long string, at this slot:
    /// keccak256(slot).
    public var data: StorageSlot {
        StorageSlot(unsafe word.withUnsafeBytes { raw in unsafe Keccak256.hash(raw) })
    }

    /// The slot `distance` behind this one, modulo 2^256: a struct's members follow each other.
    public func advanced(by distance: UInt64) -> StorageSlot {
        StorageSlot(Hash32(UInt256(word) &+ UInt256(distance)))
    }
}
