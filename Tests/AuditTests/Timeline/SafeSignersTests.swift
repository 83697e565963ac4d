import Primitives
import TestSupport
import Testing

@testable import Audit

@Suite("Who signed a Safe's transaction")
struct SafeSignersTests {
    private func address(_ byte: UInt8) -> Address {
        Address(Bytes(repeating: byte, count: 20)) ?? .zero
    }

    private func record(_ first: Hash32, _ second: UInt64, _ v: UInt8) -> Bytes {
        first.bytes + Hash32(UInt256(second)).bytes + Bytes([v])
    }

    @Test(
        "Approved hashes and contracts' signatures name their owners; the contract's bytes do not")
    func contracts() {
        let fixed =
            record(address(1).word, 130, 0) + record(address(2).word, 0, 1)
        let tail = Hash32(UInt256(UInt64(65))).bytes + Bytes(repeating: 0x1b, count: 65)
        #expect(
            SafeSigners.owners(of: .zero, in: fixed + tail) == [address(1), address(2)])
    }

    @Test("What no owner can have written tells nobody")
    func hostile() {
        let dirty = Hash32(Bytes(repeating: 0xff, count: 32)) ?? .zero
        for blob in [
            record(dirty, 0, 1), record(address(1).word, 3, 0), record(.zero, 0, 27),
            record(dirty, 5, 31), record(address(1).word, 0, 29),
        ] {
            #expect(SafeSigners.owners(of: .zero, in: blob) == [])
        }
        #expect(SafeSigners.owners(of: .zero, in: Bytes()) == [])
        #expect(SafeSigners.owners(of: .zero, in: Bytes(repeating: 1, count: 64)) == [])
        var random = SeededRandom(seed: 9)
        for _ in 0..<300 {
            let count = Int.random(in: 0...300, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...2, using: &random) }
            _ = SafeSigners.owners(of: .zero, in: Bytes(bytes))
        }
    }
}
