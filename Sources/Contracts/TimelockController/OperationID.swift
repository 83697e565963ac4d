import Codec
public import Primitives

extension TimelockController {
    /// The id of the operation that a call announces: the hash of its encoded fields but for the
    /// delay. It binds neither the chain nor the timelock.
    public static func operationID(of call: Schedule) -> Hash32 {
        operationID(
            of: HashOperation(
                target: call.target, value: call.value, data: call.data,
                predecessor: call.predecessor, salt: call.salt))
    }

    /// The id of the operation that a call executes.
    public static func operationID(of call: Execute) -> Hash32 {
        operationID(
            of: HashOperation(
                target: call.target, value: call.value, data: call.payload,
                predecessor: call.predecessor, salt: call.salt))
    }

    /// The id of the operation that a call announces. A batch of one is another operation than the
    /// single call.
    public static func operationID(of call: ScheduleBatch) -> Hash32 {
        operationID(
            of: HashOperationBatch(
                targets: call.targets, values: call.values, payloads: call.payloads,
                predecessor: call.predecessor, salt: call.salt))
    }

    /// The id of the operation that a call executes.
    public static func operationID(of call: ExecuteBatch) -> Hash32 {
        operationID(
            of: HashOperationBatch(
                targets: call.targets, values: call.values, payloads: call.payloads,
                predecessor: call.predecessor, salt: call.salt))
    }

    /// What the contract's `hashOperation` returns.
    public static func operationID(of call: HashOperation) -> Hash32 {
        Keccak256.hash(ABI.encode(membersOf: call))
    }

    /// What the contract's `hashOperationBatch` returns; it takes lists of different lengths, which
    /// can be neither announced nor executed.
    public static func operationID(of call: HashOperationBatch) -> Hash32 {
        Keccak256.hash(ABI.encode(membersOf: call))
    }
}
