public import Primitives

/// Where Solidity keeps things in storage (Solidity documentation, "Layout of State Variables in
/// Storage").
public enum StorageSlot {
    /// The slot with this number.
    public static func number(_ number: UInt64) -> Hash32 {
        Hash32(UInt256(number))
    }

    /// The slot of a mapping's element.
    ///
    /// - Parameters:
    ///   - key: The key as a word: addresses and numbers padded on the left.
    ///   - mapping: The slot of the mapping.
    /// - Returns: The hash of both.
    public static func element(_ key: Hash32, of mapping: Hash32) -> Hash32 {
        Keccak256.hash(key, mapping)
    }

    /// The slot of a mapping's element whose key is an address.
    public static func element(_ key: Address, of mapping: Hash32) -> Hash32 {
        Keccak256.hash(key.word, mapping)
    }

    /// The slot that follows `slot` by `distance`.
    public static func following(_ slot: Hash32, by distance: UInt64) -> Hash32 {
        let (sum, _) = UInt256(slot).addingReportingOverflow(UInt256(distance))
        return Hash32(sum)
    }

    /// The first slot of what a dynamic member holds: the elements of an array, or the bytes of a
    /// `bytes` or `string` of more than 31 bytes.
    public static func dataArea(of slot: Hash32) -> Hash32 {
        Keccak256.hash(slot.bytes)
    }

    /// The slots that hold the bytes of a `bytes` or `string`, given the word of its own slot.
    ///
    /// - Parameters:
    ///   - slot: The slot of the member.
    ///   - word: The word there.
    ///   - limit: The most slots that are returned; a longer member gives nil.
    /// - Returns: No slots for a short member (its bytes are in `word`), nil for a word that no
    ///   compiler writes or for more slots than `limit`.
    public static func dataSlots(of slot: Hash32, word: Hash32, limit: Int) -> [Hash32]? {
        guard let length = StoredBytes.length(word) else { return nil }
        guard length > 31 else { return [] }
        let count = (length + 31) / 32
        guard count <= limit else { return nil }
        let first = dataArea(of: slot)
        return (0..<count).map { following(first, by: UInt64($0)) }
    }
}

/// A `bytes` or `string` in storage.
public enum StoredBytes {
    /// The length that the word of the member's slot states; nil for a word that no compiler writes
    /// or a length beyond any memory.
    ///
    /// Up to 31 bytes stand in the word itself, with twice the length as the last byte; for longer
    /// ones the word is twice the length plus one.
    public static func length(_ word: Hash32) -> Int? {
        if word[31] & 1 == 0 {
            let length = Int(word[31] >> 1)
            guard length <= 31, (length..<31).allSatisfy({ word[$0] == 0 }) else { return nil }
            return length
        }
        guard let doubled = UInt64(exactly: UInt256(word)), let length = Int(exactly: doubled >> 1),
            length > 31
        else { return nil }
        return length
    }

    /// The bytes, from the word of the member's slot and the words of its data slots.
    ///
    /// - Parameters:
    ///   - word: The word of the member's slot.
    ///   - data: The words of ``StorageSlot/dataSlots(of:word:limit:)``, in order.
    /// - Returns: Nil when the words do not fit together or are none that a compiler writes.
    public static func bytes(word: Hash32, data: [Hash32]) -> Bytes? {
        guard let length = length(word) else { return nil }
        guard length > 31 else { return data.isEmpty ? word.bytes.slice(0..<length) : nil }
        guard data.count == (length + 31) / 32 else { return nil }
        let all = Bytes.joining(data.map(\.bytes))
        guard all.slice(from: length).allSatisfy({ $0 == 0 }) else { return nil }
        return all.slice(0..<length)
    }
}
