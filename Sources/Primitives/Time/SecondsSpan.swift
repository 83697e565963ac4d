/// A span of time in whole seconds, in the words that a signer reads: `2 d 3 h`, `59 min 1 s`.
public struct SecondsSpan: Hashable, Sendable, CustomStringConvertible {
    /// The length in seconds.
    public let seconds: UInt64

    /// A span of `seconds`.
    public init(seconds: UInt64) {
        self.seconds = seconds
    }

    /// The two largest units that the span has, from days to seconds.
    public var description: String {
        let parts = [
            (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"),
            (seconds % 60, "s"),
        ]
        guard let first = parts.firstIndex(where: { $0.0 > 0 }) else { return "0 s" }
        return parts[first..<min(first + 2, parts.count)].filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }
}
