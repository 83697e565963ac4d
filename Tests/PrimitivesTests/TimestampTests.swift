import Glibc
import Primitives
import Testing

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        "A moment is written in UTC as RFC 3339 has it",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"), (951_868_800, "2000-03-01T00:00:00Z"),
            (1_767_398_400, "2026-01-03T00:00:00Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
            (253_402_300_800, "253402300800 s after 1970"),
            (UInt64.max, "18446744073709551615 s after 1970"),
        ] as [(UInt64, String)])
    func written(seconds: UInt64, text: String) {
        #expect(Timestamp(seconds: seconds).description == text)
    }

    @Test(
        "G13: the machine's time zone and language change nothing",
        arguments: ["Australia/Brisbane", "America/New_York", "UTC"])
    func timeZone(name: String) {
        unsafe setenv("TZ", name, 1)
        unsafe setenv("LC_ALL", "de_DE.UTF-8", 1)
        tzset()
        #expect(
            Timestamp(seconds: 1_767_225_600).adding(seconds: 172_800).description
                == "2026-01-03T00:00:00Z")
    }

    @Test("G17: milliseconds in place of seconds give no date of the year 54047")
    func milliseconds() {
        #expect(
            Timestamp(seconds: 0x17e_a246_ec7b).description == "1643400064123 s after 1970")
    }

    @Test(
        "A span is told in its two largest units",
        arguments: [
            (0, "0 s"), (59, "59 s"), (60, "1 min"), (3541, "59 min 1 s"), (3600, "1 h"),
            (86_400, "1 d"), (172_801, "2 d"), (183_600, "2 d 3 h"),
        ] as [(UInt64, String)])
    func span(seconds: UInt64, text: String) {
        #expect(SecondsSpan(seconds: seconds).description == text)
    }
}
