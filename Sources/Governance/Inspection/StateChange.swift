public import Codec
import Contracts
public import Primitives

/// One entry of a contract's state that a call sets, by the name that its source gives it.
public struct StateChange: Hashable, Sendable {
    /// How the entry's value before is read from the chain.
    public enum Source: Hashable, Sendable {
        /// A call of a view function that returns one value of this type.
        case call(Bytes, returns: ABI.ValueType)
        /// A word of the contract's storage that holds an address.
        case storage(Hash32)
        /// The least significant byte of a word of the contract's storage: a flag.
        case storedFlag(Hash32)
    }

    /// The contract.
    public let contract: Address
    /// The entry: `allowedOsImages[0x…]`.
    public let entry: String
    /// Where its value before is read.
    public let source: Source
    /// Its value afterwards, as ``value(_:)`` writes what is read.
    public let after: String

    /// The value that `data` holds, which the chain answered; nil when it is no such value.
    ///
    /// - Parameter data: What the view function returned, or the word of storage.
    /// - Returns: The value for people, of bytes their length and hash.
    public func value(_ data: Bytes) -> String? {
        switch source {
        case .call(_, let type):
            guard let value = (try? ABI.decode(data, as: [type]))?.first else { return nil }
            return StateChange.text(value)
        case .storage:
            guard let word = Hash32(data), let address = Address(word: word) else { return nil }
            return address.checksummed
        case .storedFlag:
            return Hash32(data).map { $0[31] == 0 ? "false" : "true" }
        }
    }

    static func text(_ value: ABI.Value) -> String {
        if case .bytes(let bytes) = value {
            return bytes.isEmpty
                ? "nothing" : "\(bytes.count) bytes with the hash \(Keccak256.hash(bytes))"
        }
        return EscapedText(value.description, limit: 400).description
    }

    /// The entries that the effects of a tree set, in order; of an entry that is set several times
    /// the last value.
    static func all(of tree: CallNode) -> [StateChange] {
        var changes: [StateChange] = []
        for node in tree.all where node.operation == .call {
            for change in StateChange.of(node) {
                changes.removeAll { $0.contract == change.contract && $0.entry == change.entry }
                changes.append(change)
            }
        }
        return changes
    }
}
