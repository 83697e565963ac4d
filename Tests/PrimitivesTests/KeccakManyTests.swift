import Primitives
import TestSupport
import Testing

@Suite("Keccak-256 of many messages")
struct KeccakManyTests {
    @Test("Many messages have the hashes that each has alone", arguments: 0...40)
    func messages(count: Int) {
        var random = SeededRandom(seed: UInt64(count))
        let owner = Bytes(random.bytes(2_000))
        let messages = (0..<count).map { index in
            let start = Int(random.next() % 1_000)
            let length = Int(random.next() % (index.isMultiple(of: 3) ? 16 : 700))
            return owner.slice(start..<(start + length))
        }
        #expect(Keccak256.hash(many: messages) == messages.map { Keccak256.hash($0) })
        let words = messages.map { Keccak256.hash($0) }
        #expect(Keccak256.hash(many: words) == words.map { Keccak256.hash($0.bytes) })
        let addresses = words.map { Address(lastBytesOf: $0) }
        #expect(Keccak256.hash(many: addresses) == addresses.map { Keccak256.hash($0.bytes) })
    }
}
