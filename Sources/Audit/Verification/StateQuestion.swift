import Chain
import Contracts
public import Primitives

/// Which slots have to be proved so that a contract's whole storage is known.
public enum StateQuestion {
    /// The most words of a member of variable length that are asked for.
    public static let mostDataWords = 4096

    /// The slots that hold the bytes of members of variable length, by what their own slots hold.
    ///
    /// - Parameters:
    ///   - role: What the contract is.
    ///   - values: The words of the slots that were proved.
    /// - Returns: Further slots.
    public static func dataSlots(
        of role: Subject.Role, values: [Hash32: UInt256]
    ) -> [Hash32] {
        guard role == .kms else { return [] }
        return (UInt64(0)...4).flatMap { number -> [Hash32] in
            let slot = StorageSlot.number(number)
            guard let word = values[slot] else { return [] }
            return StorageSlot.dataSlots(of: slot, word: Hash32(word), limit: mostDataWords) ?? []
        }
    }
}
