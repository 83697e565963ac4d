/// The six types of JSON values.
public enum JSONType: String, Sendable {
    case null
    case bool
    case number
    case string
    case array
    case object
}
