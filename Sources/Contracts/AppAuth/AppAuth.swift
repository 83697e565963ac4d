import Codec

/// IAppAuth: the question that DstackKms and every app answer before keys are released.
public enum AppAuth {
    /// Its own functions, events and errors as declarations.
    public static let declarations: [String] =
        [
            IsAppAllowed.id.declaration
        ]
}
