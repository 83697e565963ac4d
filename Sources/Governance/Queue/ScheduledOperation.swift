import Codec
import Contracts
public import Primitives

/// An operation of a timelock, rebuilt from its logs.
///
/// The logs hold neither the salt before OpenZeppelin 4.9 nor whether one call was scheduled alone
/// or as a batch of one: ``form`` says what gives the operation's id, and is nil where nothing does.
public struct ScheduledOperation: Hashable, Sendable {
    /// How it was scheduled.
    public enum Form: String, Hashable, Sendable {
        /// By `schedule`.
        case single
        /// By `scheduleBatch`.
        case batch
    }

    /// How it left the queue.
    public enum End: String, Hashable, Sendable {
        /// Its calls were made.
        case executed
        /// It was taken out.
        case cancelled
    }

    /// A step of its life: when, and in which transaction.
    public struct Step: Hashable, Sendable {
        /// The time of the block.
        public let time: Timestamp
        /// The transaction.
        public let transaction: Hash32
    }

    /// The timelock's id.
    public let id: Hash32
    /// The calls in their order.
    public internal(set) var calls: [TimelockOperation.Call]
    /// The operation that must be done before; zero: none.
    public internal(set) var predecessor: Hash32
    /// Seconds from scheduling until it may be executed; nil for a batch without calls, of which
    /// no log tells.
    public internal(set) var delay: UInt64?
    /// The salt: of its log, or zero.
    public internal(set) var salt: Hash32
    /// When it was scheduled.
    public let scheduled: Step
    /// When it left the queue; nil while it is in it.
    public internal(set) var ended: Step?
    /// How it left the queue.
    public internal(set) var end: End?

    /// The moment from which it may be executed.
    public var readyAt: Timestamp? { delay.map(scheduled.time.adding(seconds:)) }

    /// The form whose hash is the id; nil when neither is, and so the calls cannot be trusted to be
    /// the operation's.
    public var form: Form? {
        if calls.count == 1, operation.id == id { return .single }
        return TimelockController.operationID(of: batchHash) == id ? .batch : nil
    }

    /// The calldata with which an executor executes it; nil when it could not be rebuilt.
    public var executeData: Bytes? {
        switch form {
        case .single: operation.executeData
        case .batch:
            TimelockController.ExecuteBatch(
                targets: calls.map(\.target), values: calls.map(\.value),
                payloads: calls.map(\.data), predecessor: predecessor, salt: salt
            ).calldata
        case nil: nil
        }
    }

    /// Whether one of its calls goes to `address`, or names it in its calldata.
    ///
    /// - Parameter address: A contract or account.
    /// - Returns: True also where the 20 bytes stand in the calldata by chance.
    public func touches(_ address: Address) -> Bool {
        calls.contains { call in
            call.target == address || ScheduledOperation.holds(call.data, address)
        }
    }

    private static func holds(_ data: Bytes, _ address: Address) -> Bool {
        let word = address.word.bytes
        guard data.count >= 36 else { return false }
        return stride(from: 4, through: data.count - 32, by: 32).contains { start in
            data.slice(start..<start + 32) == word
        }
    }

    private var operation: TimelockOperation {
        TimelockOperation(calls: calls, predecessor: predecessor, salt: salt)
    }

    private var batchHash: TimelockController.HashOperationBatch {
        TimelockController.HashOperationBatch(
            targets: calls.map(\.target), values: calls.map(\.value), payloads: calls.map(\.data),
            predecessor: predecessor, salt: salt)
    }
}
