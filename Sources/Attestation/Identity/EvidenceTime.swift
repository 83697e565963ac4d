public import Primitives

/// A moment in milliseconds since 1970-01-01T00:00:00Z, as NSM documents carry it.
public struct EvidenceTime: Hashable, Comparable, Sendable {
    /// Milliseconds since the beginning of 1970 in UTC.
    public let milliseconds: UInt64

    /// The moment `milliseconds` after the beginning of 1970 in UTC.
    public init(milliseconds: UInt64) {
        self.milliseconds = milliseconds
    }

    /// The moment `seconds` after the beginning of 1970 in UTC, or the last one that can be told.
    public init(seconds: UInt64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        milliseconds = overflow ? .max : product
    }

    /// The whole seconds, as certificates count them.
    public var timestamp: Timestamp { Timestamp(seconds: milliseconds / 1000) }

    /// The whole seconds as OpenSSL takes them.
    var seconds: Int64 { Int64(milliseconds / 1000) }

    /// Whether `left` is earlier.
    public static func < (left: EvidenceTime, right: EvidenceTime) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

extension EvidenceTime: CustomStringConvertible {
    /// The second as RFC 3339 writes it, in UTC.
    public var description: String { timestamp.description }
}
