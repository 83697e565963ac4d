import Chain
import Codec
import Contracts
public import Primitives

/// What the logs of a timelock tell: every operation with its end, and who holds which role.
///
/// A hint until the contract confirms it: a node may leave logs out, and a batch without calls and
/// with salt zero writes none.
public struct TimelockHistory: Sendable {
    /// The operations in the order of their scheduling; one that was cancelled and scheduled again
    /// stands twice.
    public private(set) var operations: [ScheduledOperation] = []
    /// Who holds which role.
    public private(set) var roles = RoleHolders()
    /// Logs of another form than OpenZeppelin's.
    public private(set) var unreadable: [TimelockRecord] = []

    /// The newest operation of each id, while it is in the queue.
    private var open: [Hash32: Int] = [:]

    /// Folds the logs of one timelock, in the order of the chain.
    ///
    /// - Parameter records: The logs from the timelock's deployment on.
    public init(_ records: [TimelockRecord]) {
        for record in records { add(record) }
    }

    /// The operations that are in the queue, those that are ready earlier first.
    public var pending: [ScheduledOperation] {
        operations.filter { $0.end == nil }.sorted {
            let last = Timestamp.last
            return ($0.readyAt ?? last, $0.id) < ($1.readyAt ?? last, $1.id)
        }
    }

    /// The newest operation with this id.
    public func operation(_ id: Hash32) -> ScheduledOperation? {
        operations.last { $0.id == id }
    }

    private mutating func add(_ record: TimelockRecord) {
        let log = record.log
        do throws(ABIError) {
            switch log.topics.first {
            case TimelockController.CallScheduled.id.topic:
                schedule(try .init(topics: log.topics, data: log.data), record)
            case TimelockController.CallSalt.id.topic:
                salt(try .init(topics: log.topics, data: log.data), record)
            case TimelockController.CallExecuted.id.topic:
                let event = try TimelockController.CallExecuted(topics: log.topics, data: log.data)
                end(event.operationID, .executed, record)
            case TimelockController.Cancelled.id.topic:
                let event = try TimelockController.Cancelled(topics: log.topics, data: log.data)
                end(event.argument, .cancelled, record)
            case AccessControl.RoleGranted.id.topic:
                let event = try AccessControl.RoleGranted(topics: log.topics, data: log.data)
                roles.grant(event.role, to: event.account)
            case AccessControl.RoleRevoked.id.topic:
                let event = try AccessControl.RoleRevoked(topics: log.topics, data: log.data)
                roles.revoke(event.role, of: event.account)
            default: break
            }
        } catch {
            unreadable.append(record)
        }
    }

    private mutating func schedule(
        _ event: TimelockController.CallScheduled, _ record: TimelockRecord
    ) {
        let call = TimelockOperation.Call(
            target: event.target, value: event.value, data: event.data)
        if let index = open[event.operationID],
            operations[index].scheduled.transaction == record.transaction,
            event.index == UInt256(UInt64(operations[index].calls.count))
        {
            operations[index].calls.append(call)
            return
        }
        open[event.operationID] = operations.count
        operations.append(
            ScheduledOperation(
                id: event.operationID, calls: [call], predecessor: event.predecessor,
                delay: UInt64(exactly: event.delay) ?? .max, salt: .zero,
                scheduled: .init(time: record.time, transaction: record.transaction)))
    }

    /// The salt follows the calls; without calls before it, it is all that a batch without calls
    /// writes.
    private mutating func salt(_ event: TimelockController.CallSalt, _ record: TimelockRecord) {
        if let index = open[event.operationID] {
            operations[index].salt = event.salt
            return
        }
        open[event.operationID] = operations.count
        operations.append(
            ScheduledOperation(
                id: event.operationID, calls: [], predecessor: .zero, delay: nil, salt: event.salt,
                scheduled: .init(time: record.time, transaction: record.transaction)))
    }

    private mutating func end(
        _ id: Hash32, _ end: ScheduledOperation.End, _ record: TimelockRecord
    ) {
        guard let index = open.removeValue(forKey: id) else { return }
        operations[index].end = end
        operations[index].ended = .init(time: record.time, transaction: record.transaction)
    }
}
