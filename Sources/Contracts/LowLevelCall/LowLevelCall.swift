import Codec

/// What OpenZeppelin's libraries revert with when a call of theirs fails.
public enum LowLevelCall {
    /// Its own functions, events and errors as declarations.
    public static let declarations: [String] =
        [
            AddressEmptyCode.id.declaration,
            FailedCall.id.declaration,
            FailedInnerCall.id.declaration,
            InsufficientBalance.id.declaration,
            AddressInsufficientBalance.id.declaration,
        ]
}
