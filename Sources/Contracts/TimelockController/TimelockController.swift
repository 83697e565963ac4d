import Codec

/// OpenZeppelin's TimelockController, 3.3 to 5.x: calls that are announced, wait, and then happen.
public enum TimelockController {
    /// Its own functions, events and errors as declarations.
    public static let declarations: [String] =
        [
            Schedule.id.declaration,
            ScheduleBatch.id.declaration,
            Execute.id.declaration,
            ExecuteBatch.id.declaration,
            Cancel.id.declaration,
            UpdateDelay.id.declaration,
            HashOperation.id.declaration,
            HashOperationBatch.id.declaration,
            GetTimestamp.id.declaration,
            GetOperationState.id.declaration,
            IsOperation.id.declaration,
            IsOperationPending.id.declaration,
            IsOperationReady.id.declaration,
            IsOperationDone.id.declaration,
            GetMinDelay.id.declaration,
            ProposerRole.id.declaration,
            ExecutorRole.id.declaration,
            CancellerRole.id.declaration,
            DefaultAdminRole.id.declaration,
            TimelockAdminRole.id.declaration,
            TimelockInvalidOperationLength.id.declaration,
            TimelockInsufficientDelay.id.declaration,
            TimelockUnexpectedOperationState.id.declaration,
            TimelockUnexecutedPredecessor.id.declaration,
            TimelockUnauthorizedCaller.id.declaration,
        ]
        + [
            CallScheduled.id,
            CallExecuted.id,
            CallSalt.id,
            Cancelled.id,
            MinDelayChange.id,
        ].flatMap(\.declarations)
        + otherDeclarations
}
