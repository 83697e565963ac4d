import Primitives
import TestSupport
import Testing

@Suite("Int256 is UInt256 with a sign")
struct Int256Tests {
    @Test("Small numbers compute as the standard library's", arguments: 0..<4)
    func small(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<500 {
            let a = Int64(truncatingIfNeeded: random.next()) >> Int64(random.next() & 63)
            let b = Int64(truncatingIfNeeded: random.next()) >> Int64(random.next() & 63)
            let (x, y) = (Int128(a), Int128(b))
            #expect(try (Int256(a) + Int256(b)).decimal == "\(x + y)")
            #expect(try (Int256(a) - Int256(b)).decimal == "\(x - y)")
            #expect(try (Int256(a) * Int256(b)).decimal == "\(x * y)")
            #expect((Int256(a) < Int256(b)) == (a < b))
            #expect(Int256(a) >> UInt256(UInt64(7)) == Int256(a >> 7))
            guard b != 0 else { continue }
            #expect(try (Int256(a) / Int256(b)).decimal == "\(x / y)")
            #expect(try (Int256(a) % Int256(b)).decimal == "\(x % y)")
        }
    }

    @Test("The ends of the range overflow and are not stepped over")
    func edges() throws {
        #expect(throws: ArithmeticError.overflow(.addition)) { try Int256.max + 1 }
        #expect(throws: ArithmeticError.overflow(.subtraction)) { try Int256.min - 1 }
        #expect(throws: ArithmeticError.overflow(.multiplication)) { try Int256.min * -1 }
        #expect(throws: ArithmeticError.overflow(.division)) { try Int256.min / -1 }
        #expect(throws: ArithmeticError.overflow(.negation)) { try Int256.min.negated() }
        #expect(throws: ArithmeticError.divisionByZero) { try Int256.min / 0 }
        #expect(throws: ArithmeticError.divisionByZero) { try Int256.min % 0 }
        #expect(try Int256.min % -1 == 0)
        #expect(try Int256.max.negated() - 1 == .min)
        #expect(try Int256.min + .max == -1)
        #expect(try Int256.min * 1 == .min)
        #expect(Int256.min.magnitude == UInt256.one << 255)
        #expect(Int256(negative: true, magnitude: UInt256.one << 255) == .min)
        #expect(Int256(negative: false, magnitude: UInt256.one << 255) == nil)
        #expect(Int256(negative: true, magnitude: (UInt256.one << 255) &+ 1) == nil)
        #expect(Int256(negative: true, magnitude: .zero) == 0)
    }

    @Test("The sign of a text is judged before its digits")
    func signs() {
        for (text, rule, offset) in [
            ("", NumberTextError.Rule.empty, 0), ("-", .empty, 1), ("+", .sign, 0),
            ("--1", .sign, 1), ("-00", .leadingZero, 1), ("-0", .negativeZero, 0),
            ("-x", .digit, 1), ("1-", .digit, 1),
        ] {
            #expect(throws: NumberTextError(rule: rule, offset: offset)) {
                try Int256(decimal: text)
            }
        }
    }
}
