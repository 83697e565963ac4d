public import Primitives

extension Timestamp {
    /// The moment that `text` writes as `2026-01-31` or `2026-01-31T12:00:00Z`; nil for any other
    /// text, also for one in another time zone than UTC.
    public init?(utc text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10 || (bytes.count == 20 && bytes[19] == UInt8(ascii: "Z")) else {
            return nil
        }
        for (place, sign) in [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")]
        where place < bytes.count {
            guard bytes[place] == sign.utf8.first else { return nil }
        }
        func number(_ range: Range<Int>) -> UInt64? {
            var value: UInt64 = 0
            for byte in bytes[range] {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                value = value * 10 + UInt64(byte - UInt8(ascii: "0"))
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            year >= 1970, (1...12).contains(month), day >= 1,
            day <= Timestamp.days(of: month, in: year)
        else { return nil }
        var seconds: UInt64 = 0
        if bytes.count == 20 {
            guard let hour = number(11..<13), let minute = number(14..<16),
                let second = number(17..<19), hour < 24, minute < 60, second < 60
            else { return nil }
            seconds = hour * 3600 + minute * 60 + second
        }
        var days: UInt64 = 0
        for before in 1970..<year { days += Timestamp.isLeap(before) ? 366 : 365 }
        for before in 1..<month { days += Timestamp.days(of: before, in: year) }
        self.init(seconds: (days + day - 1) * 86_400 + seconds)
    }

    private static func isLeap(_ year: UInt64) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func days(of month: UInt64, in year: UInt64) -> UInt64 {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
