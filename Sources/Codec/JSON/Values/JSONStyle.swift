/// How a JSON value is written.
public struct JSONStyle: Equatable, Sendable {
    /// Whether each member and item stands on a line of its own, indented by two spaces a level.
    public var isPretty: Bool
    /// Whether everything outside of printable ASCII is written as a `\u` escape.
    public var isASCII: Bool

    /// A style.
    public init(isPretty: Bool, isASCII: Bool) {
        self.isPretty = isPretty
        self.isASCII = isASCII
    }

    /// No white space at all.
    public static let compact = JSONStyle(isPretty: false, isASCII: false)
    /// One line for each member and item, two spaces a level, no line feed at the end.
    public static let pretty = JSONStyle(isPretty: true, isASCII: false)

    /// The same in printable ASCII only: what terminals and logs can show without being steered.
    public var ascii: JSONStyle { JSONStyle(isPretty: isPretty, isASCII: true) }
}
