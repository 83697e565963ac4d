public import Codec
public import Primitives

/// The state of a timelock's operation.
public enum OperationState: UInt8, ABIWord, Hashable, CaseIterable {
    /// Never announced, or withdrawn.
    case unset = 0
    /// Announced, and not yet to be executed.
    case waiting = 1
    /// Ready to be executed, and for ever: there is no expiry.
    case ready = 2
    /// Executed; the same id can never be announced again.
    case done = 3

    /// The number that `getOperationState` returns.
    public var abiWord: Hash32 { rawValue.abiWord }

    /// The state of a word.
    public init(abiWord: Hash32, at offset: Int) throws(ABIError) {
        guard let state = OperationState(rawValue: try UInt8(abiWord: abiWord, at: offset)) else {
            throw ABIError(.range, at: offset)
        }
        self = state
    }

    /// The state's name, as OpenZeppelin has it.
    public var name: String {
        switch self {
        case .unset: "Unset"
        case .waiting: "Waiting"
        case .ready: "Ready"
        case .done: "Done"
        }
    }

    /// The state that `getTimestamp` stands for at a time: 0 is unset, 1 is done, else the second from
    /// which the operation is ready.
    ///
    /// - Parameters:
    ///   - timestamp: What `getTimestamp` returns or the slot of the operation holds.
    ///   - time: The time of the block that is asked about, in seconds.
    public init(timestamp: UInt256, at time: UInt64) {
        switch timestamp {
        case 0: self = .unset
        case 1: self = .done
        default: self = timestamp <= UInt256(time) ? .ready : .waiting
        }
    }
}

/// States as `TimelockUnexpectedOperationState` has them: a set of bits 1 << state.
public struct OperationStates: OptionSet, ABIWord, Hashable {
    /// The bits.
    public let rawValue: UInt8

    /// The states of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Announcing needs this.
    public static let unset = OperationStates(rawValue: 1)
    /// Withdrawing needs this or ``ready``.
    public static let waiting = OperationStates(rawValue: 2)
    /// Executing needs this.
    public static let ready = OperationStates(rawValue: 4)
    /// No call needs this.
    public static let done = OperationStates(rawValue: 8)

    /// The bits as a word.
    public var abiWord: Hash32 { rawValue.abiWord }

    /// The states of a word.
    public init(abiWord: Hash32, at offset: Int) throws(ABIError) {
        rawValue = try UInt8(abiWord: abiWord, at: offset)
    }

    /// The states in the set, in their order.
    public var states: [OperationState] {
        OperationState.allCases.filter { rawValue & 1 << $0.rawValue != 0 }
    }
}
