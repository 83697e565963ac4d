import Codec
import Contracts
public import Primitives

/// What is to be executed, and on which changed state, to see what an operation does: the Safe's
/// transaction as if enough owners had signed it, and after the delay its execution.
///
/// The owners' signatures are replaced by one owner's word: that owner sends the transaction, and
/// the threshold is one. Everything else, guards included, runs as on chain.
public struct SimulationPlan: Hashable, Sendable {
    /// One transaction.
    public struct Step: Hashable, Sendable {
        /// What it is.
        public enum Stage: String, Hashable, Sendable {
            /// The Safe executes its transaction.
            case transaction
            /// The timelock executes the operation.
            case execution
        }

        /// What it is.
        public let stage: Stage
        /// Who sends it.
        public let from: Address
        /// Whom it calls.
        public let to: Address
        /// The calldata.
        public let data: Bytes
        /// Seconds from now until it is sent.
        public let secondsLater: UInt64
    }

    /// A word of storage that is to be another one.
    public struct Override: Hashable, Sendable {
        /// The contract.
        public let contract: Address
        /// The place.
        public let slot: Hash32
        /// The word.
        public let word: Hash32

        /// A word of storage.
        public init(contract: Address, slot: Hash32, word: Hash32) {
            self.contract = contract
            self.slot = slot
            self.word = word
        }
    }

    /// The transactions, in order.
    public let steps: [Step]
    /// What the storage is to be before the first.
    public let overrides: [Override]

    /// The plan of an operation.
    ///
    /// - Parameters:
    ///   - operation: The operation.
    ///   - owner: An owner of the Safe.
    ///   - executor: Who may execute what is ready; nil when that is not to be simulated.
    ///   - secondsLeft: Seconds until an operation that is scheduled already is ready; nil when it
    ///     is not scheduled.
    /// - Throws: ``OperationError`` when no transaction can be made of the operation.
    public init(
        _ operation: Operation, owner: Address, executor: Address?, secondsLeft: UInt64?
    ) throws(OperationError) {
        var steps: [Step] = []
        var overrides: [Override] = []
        if operation.action != .schedule || secondsLeft == nil {
            let signatures = SafeSignatureBlob.encode([.approved(by: owner)])
            let call = try operation.safeTransaction().execution(signatures: signatures)
            steps.append(
                Step(
                    stage: .transaction, from: owner, to: operation.safe.address,
                    data: call.calldata, secondsLater: 0))
            let safe = operation.safe.address
            overrides = [
                Override(contract: safe, slot: SafeStorage.threshold, word: Hash32(1 as UInt256)),
                Override(
                    contract: safe, slot: SafeStorage.nonce, word: Hash32(operation.safe.nonce)),
            ]
        }
        if operation.action == .schedule, let timelock = operation.timelock,
            let calls = operation.timelockOperation, let executor
        {
            steps.append(
                Step(
                    stage: .execution, from: executor, to: timelock.address,
                    data: calls.executeData, secondsLater: secondsLeft ?? timelock.delay))
        }
        self.steps = steps
        self.overrides = overrides
    }
}
