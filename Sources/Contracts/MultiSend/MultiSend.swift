import Codec

/// MultiSend and MultiSendCallOnly: libraries that a Safe delegates to for several calls at once.
public enum MultiSend {
    /// Its own functions, events and errors as declarations.
    public static let declarations: [String] =
        [
            Call.id.declaration
        ]
}
