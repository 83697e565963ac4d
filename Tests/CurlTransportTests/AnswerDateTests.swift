import EthereumClient
import Primitives
import TestSupport
import Testing

@testable import CurlTransport

@Suite("The date of an answer")
struct AnswerDateTests {
    static let dates: [(String, UInt64)] = [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
        ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799),
        ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800),
        ("Sat, 28 Nov 2026 18:46:11 GMT", 1_795_891_571),
        ("Thu, 31 Dec 2099 23:59:59 GMT", 4_102_444_799),
    ]

    @Test("the one form that is sent is read", arguments: dates)
    func reads(text: String, seconds: UInt64) {
        #expect(AnswerDate.timestamp(text) == Timestamp(seconds: seconds))
    }

    @Test(
        "anything else is no date",
        arguments: [
            "", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
            "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 nov 1994 08:49:37 GMT",
            "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 06 Nov 1969 08:49:37 GMT",
            "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT",
            "Sun, 06 Nov +994 08:49:37 GMT", "Sun, 06 Nov 1994  08:49:37 GMT",
        ])
    func refuses(text: String) {
        #expect(AnswerDate.timestamp(text) == nil)
    }

    @Test("an answer over a socket tells its server's clock, or none")
    func overSocket() async throws {
        for (headers, seconds) in [
            (["Date: Sun, 06 Nov 1994 08:49:37 GMT"], 784_111_777), (["Date: yesterday"], nil),
            ([], nil),
        ] as [([String], UInt64?)] {
            let server = try LoopbackServer { _ in
                LoopbackServer.answer("{}", headers: headers)
            }
            let transport = try CurlTransport(
                url: try RedactedURL("http://127.0.0.1:\(server.port)/"), loop: try CurlLoop())
            let answer = try await transport.exchange(
                Bytes(utf8: "{}"), deadline: .now + .seconds(5), responseLimit: 1_000)
            #expect(answer.date == seconds.map { Timestamp(seconds: $0) })
            #expect(answer.body == Bytes(utf8: "{}"))
        }
    }
}
