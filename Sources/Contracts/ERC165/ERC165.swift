import Codec

/// ERC-165: which interfaces a contract implements.
public enum ERC165 {
    /// Its own functions, events and errors as declarations.
    public static let declarations: [String] =
        [
            SupportsInterface.id.declaration
        ]
}
