/// Why bytes are no MessagePack of the form asked for (the format's specification, 2013-08-14).
public struct MessagePackError: Error, Equatable, Sendable {
    /// The rule that the bytes break.
    public enum Rule: String, Sendable, CaseIterable {
        /// The bytes end inside of a value.
        case end
        /// The byte c1, which begins nothing, or an extension or fraction, which no container has.
        case form
        /// A text that is no UTF-8.
        case utf8
        /// A map has a key twice.
        case duplicate
        /// Something follows the one value.
        case trailing
        /// Values are nested deeper than the limit.
        case depth
        /// More bytes than the limit.
        case size
        /// An array or map of more values than there are bytes.
        case count
    }

    /// The rule that the bytes break.
    public let rule: Rule
    /// The place, in bytes from the beginning.
    public let offset: Int
}

extension MessagePackError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String { "no MessagePack (\(rule.rawValue)) at byte \(offset)" }
}
