import Codec

/// OpenZeppelin's Initializable: set-ups that run once.
public enum Initializable {
    /// Its own functions, events and errors as declarations.
    public static let declarations: [String] =
        [
            InvalidInitialization.id.declaration,
            NotInitializing.id.declaration,
        ]
        + [
            Initialized.id
        ].flatMap(\.declarations)
}
