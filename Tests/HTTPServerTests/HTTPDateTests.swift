import Testing

@testable import HTTPServer

@Suite("The date field is the one of RFC 9110")
struct HTTPDateTests {
    /// From GNU date: `TZ=UTC LC_ALL=C date -d @N '+%a, %d %b %Y %H:%M:%S GMT'`.
    static let dates: [(second: Int, text: String)] = [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (951_868_800, "Wed, 01 Mar 2000 00:00:00 GMT"),
        (1_709_164_799, "Wed, 28 Feb 2024 23:59:59 GMT"),
        (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
        (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
        (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
        (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
        (253_402_300_800, "Fri, 31 Dec 9999 23:59:59 GMT"),
        (-1, "Thu, 01 Jan 1970 00:00:00 GMT"),
    ]

    @Test("a second has its text", arguments: dates)
    func formats(second: Int, text: String) {
        #expect(HTTPDate.format(second) == text)
    }

    @Test("the kept text follows the clock, also backwards")
    func follows() {
        var date = HTTPDate()
        #expect(date.text(at: 1) == "Thu, 01 Jan 1970 00:00:01 GMT")
        #expect(date.text(at: 1) == "Thu, 01 Jan 1970 00:00:01 GMT")
        #expect(date.text(at: 2) == "Thu, 01 Jan 1970 00:00:02 GMT")
        #expect(date.text(at: 0) == "Thu, 01 Jan 1970 00:00:00 GMT")
    }
}
