import Codec

/// Multicall3: several calls in one.
public enum Multicall3 {
    /// Its own functions, events and errors as declarations.
    public static let declarations: [String] =
        [
            Aggregate3.id.declaration,
            Aggregate3Value.id.declaration,
        ]
}
