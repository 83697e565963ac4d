/// The six types of JSON values.
public enum JSONType: String, Sendable {
    /// The value `null`.
    case null
    /// `true` or `false`.
    case bool
    /// A number, exact, as it is written.
    case number
    /// Text.
    case string
    /// Values in order.
    case array
    /// Values by name.
    case object
}
