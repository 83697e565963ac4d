/// A moment in seconds since 1970-01-01T00:00:00Z, as block headers carry it, and its spelling for
/// people: always UTC, never the machine's time zone or language.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// The last second of the year 9999, the last that has a four-digit year.
    public static let last = Timestamp(seconds: 253_402_300_799)

    /// Seconds since the beginning of 1970 in UTC.
    public let seconds: UInt64

    /// The moment `seconds` after the beginning of 1970 in UTC.
    public init(seconds: UInt64) {
        self.seconds = seconds
    }

    /// Whether `left` is earlier.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.seconds < right.seconds
    }

    /// The moment `duration` seconds later, or the last one that can be told.
    public func adding(seconds duration: UInt64) -> Timestamp {
        let (sum, overflow) = seconds.addingReportingOverflow(duration)
        return Timestamp(seconds: overflow ? .max : sum)
    }
}

extension Timestamp: CustomStringConvertible {
    /// The moment as RFC 3339 writes it, for example `2026-01-03T00:00:00Z`; beyond the year 9999
    /// the number of seconds, since no calendar date would be believed.
    public var description: String {
        guard self <= Timestamp.last else { return "\(seconds) s after 1970" }
        let (year, month, day) = Timestamp.civil(days: seconds / 86_400)
        let second = seconds % 86_400
        return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2) + "T"
            + padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2) + ":"
            + padded(second % 60, 2) + "Z"
    }

    /// Year, month and day of the proleptic Gregorian calendar, counted in eras of 400 years that
    /// begin on 1 March, so that the leap day is the last of its year.
    private static func civil(days: UInt64) -> (year: UInt64, month: UInt64, day: UInt64) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let leaps = dayOfEra / 1460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leaps) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private func padded(_ number: UInt64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
