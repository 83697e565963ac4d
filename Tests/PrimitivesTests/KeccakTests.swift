import Primitives
import TestSupport
import Testing

@Suite("Keccak-256")
struct KeccakTests {
    @Test("Every case of the corpus, at once and in pieces")
    func corpus() throws {
        let cases = try Fixtures.cases("keccak256/keccak256.jsonl")
        #expect(cases.count >= 400)
        for item in cases {
            let input = try Bytes(hex: item.string("input"))
            let hash = try Hash32(hex: item.string("hash"))
            #expect(Keccak256.hash(input) == hash, "\(item.id)")
            var pieces = Keccak256()
            var offset = 0
            var step = 1
            while offset < input.count {
                pieces.update(input.slice(offset..<min(offset + step, input.count)))
                offset += step
                step = step % 97 + 1
            }
            #expect(pieces.finish() == hash, "\(item.id) in pieces")
        }
    }
}
