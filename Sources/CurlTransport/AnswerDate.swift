import Primitives

/// The date of an answer (IMF-fixdate, RFC 9110, 5.6.7); the two obsolete forms are not read.
enum AnswerDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The moment that `text` writes, for example `Sun, 06 Nov 1994 08:49:37 GMT`; nil for anything
    /// else. The name of the day is not looked at.
    static func timestamp(_ text: String) -> Timestamp? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0].utf8.count == 4, parts[5] == "GMT",
            let day = number(parts[1], digits: 2), (1...31).contains(day),
            let month = months.firstIndex(where: { parts[2] == $0 }),
            let year = number(parts[3], digits: 4), year >= 1970
        else { return nil }
        let clock = parts[4].split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 3, let hour = number(clock[0], digits: 2), hour < 24,
            let minute = number(clock[1], digits: 2), minute < 60,
            let second = number(clock[2], digits: 2), second <= 60
        else { return nil }
        let days = days(year: year, month: UInt64(month) + 1, day: day)
        return Timestamp(seconds: ((days * 24 + hour) * 60 + minute) * 60 + second)
    }

    /// Days since 1970 in the Gregorian calendar; years begin in March, so that leap days end them.
    private static func days(year: UInt64, month: UInt64, day: UInt64) -> UInt64 {
        let year = month > 2 ? year : year - 1
        let yearDay = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + yearDay - 719_468
    }

    private static func number(_ text: Substring, digits: Int) -> UInt64? {
        guard text.utf8.count == digits, text.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else {
            return nil
        }
        return UInt64(text)
    }
}
