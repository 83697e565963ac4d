public import Primitives

/// Where DstackApp keeps its state.
public enum DstackAppStorage {
    /// The mapping of compose files.
    public static let allowedComposeHashes = StorageSlot.number(0)
    /// Two flags; see ``Flags``.
    public static let flags = StorageSlot.number(1)
    /// The mapping of devices.
    public static let allowedDeviceIDs = StorageSlot.number(2)
    /// Whether the TCB has to be up to date, in the last byte.
    public static let requireTcbUpToDate = StorageSlot.number(3)

    /// Where it says whether a compose file is allowed.
    public static func allowedComposeHash(_ hash: Hash32) -> Hash32 {
        StorageSlot.element(hash, of: allowedComposeHashes)
    }

    /// Where it says whether a device is allowed.
    public static func allowedDeviceID(_ device: Hash32) -> Hash32 {
        StorageSlot.element(device, of: allowedDeviceIDs)
    }

    /// The two flags that share a word.
    public struct Flags: Hashable, Sendable {
        /// Whether the code can never change; no function tells.
        public let upgradesDisabled: Bool
        /// Whether every device may boot the app.
        public let allowAnyDevice: Bool

        /// The flags in the word of ``DstackAppStorage/flags``; nil for a word that the contract
        /// cannot have written.
        public init?(word: Hash32) {
            guard word[31] <= 1, word[30] <= 1, (0..<30).allSatisfy({ word[$0] == 0 }) else {
                return nil
            }
            upgradesDisabled = word[31] == 1
            allowAnyDevice = word[30] == 1
        }
    }
}
