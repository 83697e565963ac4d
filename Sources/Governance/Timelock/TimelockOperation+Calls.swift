import Codec
import Contracts
public import Primitives

extension TimelockOperation {
    /// The id under which the timelock keeps the operation: the Keccak-256 hash of the arguments of
    /// `hashOperation`, or of `hashOperationBatch` when there is not exactly one call.
    public var id: Hash32 {
        if calls.count == 1, let call = calls.first {
            return TimelockController.operationID(
                of: TimelockController.HashOperation(
                    target: call.target, value: call.value, data: call.data,
                    predecessor: predecessor, salt: salt))
        }
        return TimelockController.operationID(
            of: TimelockController.HashOperationBatch(
                targets: targets, values: values, payloads: payloads, predecessor: predecessor,
                salt: salt))
    }

    /// The calldata with which a proposer schedules the operation.
    ///
    /// - Parameter delay: Seconds from the block in which it is scheduled until it is ready.
    /// - Returns: Calldata of `schedule` or `scheduleBatch`.
    public func scheduleData(delay: UInt64) -> Bytes {
        if calls.count == 1, let call = calls.first {
            return TimelockController.Schedule(
                target: call.target, value: call.value, data: call.data, predecessor: predecessor,
                salt: salt, delay: UInt256(delay)
            ).calldata
        }
        return TimelockController.ScheduleBatch(
            targets: targets, values: values, payloads: payloads, predecessor: predecessor,
            salt: salt, delay: UInt256(delay)
        ).calldata
    }

    /// The calldata with which an executor executes the operation when it is ready.
    public var executeData: Bytes {
        if calls.count == 1, let call = calls.first {
            return TimelockController.Execute(
                target: call.target, value: call.value, payload: call.data,
                predecessor: predecessor, salt: salt
            ).calldata
        }
        return TimelockController.ExecuteBatch(
            targets: targets, values: values, payloads: payloads, predecessor: predecessor,
            salt: salt
        ).calldata
    }

    /// The calldata with which a canceller takes the operation out of the queue.
    public var cancelData: Bytes { TimelockController.Cancel(id).calldata }

    private var targets: [Address] { calls.map(\.target) }
    private var values: [Wei] { calls.map(\.value) }
    private var payloads: [Bytes] { calls.map(\.data) }
}
