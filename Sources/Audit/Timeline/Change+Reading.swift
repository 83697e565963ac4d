import Chain
import Codec
import Contracts
import Primitives

extension Change {
    /// The change that a log tells; nil for one that changes nothing that this history follows.
    init?(_ log: Log) {
        guard let topic = log.topics.first, let read = Change.readers[topic], let change = read(log)
        else { return nil }
        self = change
    }

    private typealias Reader = @Sendable (Log) -> Change?

    /// How each event is read, by its first topic.
    private static let readers: [Hash32: Reader] = {
        var readers: [Hash32: Reader] = [:]
        func add<Event: ABIEvent>(
            _ type: Event.Type, _ change: @escaping @Sendable (Event) -> Change
        ) {
            readers[Event.id.topic] = { log in
                (try? Event(topics: log.topics, data: log.data)).map(change)
            }
        }
        add(DstackPolicy.Changed.self) {
            .policy(
                name: $0.known?.rawValue ?? $0.policy.hex, value: $0.value,
                isEnabled: $0.enabled)
        }
        add(Ownable.OwnershipTransferStarted.self) { .ownershipOffered(to: $0.newOwner) }
        add(Ownable.OwnershipTransferred.self) {
            .ownershipTransferred(from: $0.previousOwner, to: $0.newOwner)
        }
        add(ERC1967.Upgraded.self) { .upgraded(implementation: $0.argument) }
        add(Initializable.Initialized.self) { .initialized(version: $0.argument) }
        add(AccessControl.RoleGranted.self) { .roleGranted(role: $0.role, account: $0.account) }
        add(AccessControl.RoleRevoked.self) { .roleRevoked(role: $0.role, account: $0.account) }
        add(AccessControl.RoleAdminChanged.self) {
            .roleAdminChanged(role: $0.role, admin: $0.newAdminRole)
        }
        add(TimelockController.MinDelayChange.self) {
            .delayChanged(from: $0.oldDuration, to: $0.newDuration)
        }
        add(TimelockController.CallScheduled.self) {
            .scheduled(
                operation: $0.operationID, target: $0.target, calldata: $0.data, delay: $0.delay)
        }
        add(TimelockController.CallExecuted.self) {
            .executed(operation: $0.operationID, target: $0.target)
        }
        add(TimelockController.Cancelled.self) { .cancelled(operation: $0.argument) }
        add(Safe.SafeSetup.self) {
            .safeSetUp(
                owners: $0.owners, threshold: $0.threshold, fallbackHandler: $0.fallbackHandler)
        }
        add(Safe.AddedOwner.self) { .safeOwnerAdded($0.argument) }
        add(Safe.RemovedOwner.self) { .safeOwnerRemoved($0.argument) }
        add(Safe.ChangedThreshold.self) { .safeThreshold($0.argument) }
        add(Safe.EnabledModule.self) { .moduleEnabled($0.argument) }
        add(Safe.DisabledModule.self) { .moduleDisabled($0.argument) }
        add(Safe.ChangedGuard.self) { .guardChanged($0.argument) }
        add(Safe.ChangedFallbackHandler.self) { .fallbackHandlerChanged($0.argument) }
        add(Safe.ExecutionFromModuleSuccess.self) { .moduleActed($0.argument) }
        add(Safe.ExecutionSuccess.self) { .safeExecuted(hash: $0.txHash, succeeded: true) }
        add(Safe.ExecutionFailure.self) { .safeExecuted(hash: $0.txHash, succeeded: false) }
        add(Safe.HashApproved.self) { .hashApproved(hash: $0.approvedHash, owner: $0.owner) }
        return readers
    }()
}
