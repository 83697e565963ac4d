public import Primitives

/// A `string` or `bytes` variable of Solidity, by what its slot says (Solidity documentation, "bytes
/// and string").
public enum StorageString: Hashable, Sendable {
    /// At most 31 bytes, all of them in the slot.
    case short(Bytes)
    /// More bytes, in slots of their own.
    case long(count: Int)

    /// The most bytes that a slot holds beside their length.
    public static let longestShort = 31

    /// What `word`, the value of the variable's slot, says; nil when Solidity cannot have written it:
    /// a short form beyond 31 bytes or with dirty padding, a long form of at most 31 bytes or of
    /// more than the machine can address.
    public init?(_ word: Hash32) {
        let value = UInt256(word)
        let low = UInt64(truncatingIfNeeded: value)
        if low & 1 == 0 {
            let count = Int(low & 0xff) / 2
            guard count <= StorageString.longestShort else { return nil }
            for index in count..<StorageString.longestShort where word[index] != 0 { return nil }
            self = .short(word.bytes.slice(0..<count))
        } else {
            guard let count = Int(exactly: value >> 1), count > StorageString.longestShort else {
                return nil
            }
            self = .long(count: count)
        }
    }

    /// How many slots the data of a long form takes.
    public var dataSlots: Int {
        switch self {
        case .short: 0
        case .long(let count): count / 32 + (count % 32 == 0 ? 0 : 1)
        }
    }

    /// The bytes of the variable.
    ///
    /// - Parameter data: The values of the long form's slots from ``StorageSlot/data`` on, in order.
    /// - Returns: Nil when there are not exactly ``dataSlots`` of them or the last is padded with
    ///   something else than zeros.
    public func bytes(data: [Hash32]) -> Bytes? {
        guard data.count == dataSlots else { return nil }
        switch self {
        case .short(let bytes): return bytes
        case .long(let count):
            let whole = Bytes.joining(data.map(\.bytes))
            guard whole.slice(from: count).allSatisfy({ $0 == 0 }) else { return nil }
            return whole.slice(0..<count)
        }
    }
}
