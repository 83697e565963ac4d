import DecisionLog
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("Base64 is written as RFC 4648 says, and read in that spelling alone")
struct Base64TextTests {
    @Test("every length up to 200 as Foundation writes it, and back", arguments: 0...200)
    func lengths(count: Int) {
        var random = SeededRandom(seed: UInt64(count))
        let bytes = random.bytes(count)
        let text = Data(bytes).base64EncodedString()
        #expect(Base64Text.encode(Bytes(bytes)) == text)
        #expect(Base64Text.decode(text) == Bytes(bytes))
        var line = Array("x: ".utf8)
        Base64Text.append(Bytes(bytes), to: &line)
        #expect(line == Array("x: \(text)".utf8))
    }
}
