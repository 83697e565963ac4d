/// The text of the `date` field (IMF-fixdate, RFC 9110, 5.6.7), kept for the second it names.
struct HTTPDate {
    private var second: Int?
    private var text = ""

    /// The text for a number of seconds since 1970-01-01 00:00:00 UTC.
    mutating func text(at second: Int) -> String {
        if second != self.second {
            self.second = second
            text = Self.format(second)
        }
        return text
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`; a time before 1970 or after 9999 is cut to that range.
    static func format(_ second: Int) -> String {
        let second = min(max(second, 0), 253_402_300_799)
        let (days, rest) = second.quotientAndRemainder(dividingBy: 86_400)
        let date = Date(daysSince1970: days)
        let clock = [rest / 3_600, rest / 60 % 60, rest % 60].map(twoDigits).joined(separator: ":")
        // 1970-01-01 was a Thursday.
        let weekday = weekdays[(days + 4) % 7]
        return "\(weekday), \(twoDigits(date.day)) \(months[date.month - 1]) "
            + "\(fourDigits(date.year)) \(clock) GMT"
    }

    private static func twoDigits(_ number: Int) -> String {
        (number < 10 ? "0" : "") + String(number)
    }

    private static func fourDigits(_ number: Int) -> String {
        String(repeating: "0", count: max(0, 4 - String(number).utf8.count)) + String(number)
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension HTTPDate {
    /// A day of the Gregorian calendar.
    private struct Date {
        let year: Int
        let month: Int
        let day: Int

        /// Counts years from March, so that the leap day is the last of its year, in eras of 400
        /// years, which all have 146,097 days.
        init(daysSince1970: Int) {
            // 719,468 days lie between 0000-03-01 and 1970-01-01.
            let (era, dayOfEra) = (daysSince1970 + 719_468).quotientAndRemainder(
                dividingBy: 146_097)
            let yearOfEra =
                (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
            let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
            let monthFromMarch = (5 * dayOfYear + 2) / 153
            day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
            month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
            year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        }
    }
}
