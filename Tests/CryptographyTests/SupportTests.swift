import Cryptography
import Primitives
import Testing

@Suite("Comparison and randomness")
struct SupportTests {
    @Test(
        "Equal bytes are equal, every other bit and length is not", arguments: [0, 1, 15, 16, 33])
    func comparison(count: Int) {
        let bytes = Bytes(repeating: 5, count: count)
        #expect(ConstantTime.equal(bytes, Bytes(repeating: 5, count: count)))
        #expect(!ConstantTime.equal(bytes, bytes + [0]))
        for bit in 0..<(8 * count) {
            #expect(!ConstantTime.equal(bytes, flip(bytes, bit)))
        }
    }

    @Test("Random bytes have the length asked for and do not repeat")
    func random() throws {
        #expect(try SystemRandom.bytes(0).isEmpty)
        #expect(try SystemRandom.bytes(5).count == 5)
        let drawn = try (0..<100).map { _ in try SystemRandom.bytes(16) }
        #expect(Set(drawn).count == 100)
    }
}
