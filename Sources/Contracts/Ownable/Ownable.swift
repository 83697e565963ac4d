import Codec

/// OpenZeppelin's Ownable2Step: an owner, and a hand-over that the next one has to accept.
public enum Ownable {
    /// Its own functions, events and errors as declarations.
    public static let declarations: [String] =
        [
            Owner.id.declaration,
            PendingOwner.id.declaration,
            TransferOwnership.id.declaration,
            AcceptOwnership.id.declaration,
            RenounceOwnership.id.declaration,
            OwnableUnauthorizedAccount.id.declaration,
            OwnableInvalidOwner.id.declaration,
        ]
        + [
            OwnershipTransferStarted.id,
            OwnershipTransferred.id,
        ].flatMap(\.declarations)
}
