import Primitives
import TestSupport
import Testing

@Suite("UInt256 agrees with arithmetic on single bits")
struct UInt256PropertyTests {
    @Test("Sums, differences, products and comparison", arguments: 0..<8)
    func ring(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<40 {
            let a = UInt256.random(using: &random)
            let b = UInt256.random(using: &random)
            let (slowA, slowB) = (SlowNumber(a), SlowNumber(b))
            let sum = slowA + slowB
            #expect(a.addingReportingOverflow(b) == (sum.word, !sum.fits))
            let product = slowA * slowB
            #expect(a &* b == product.word)
            #expect(a.multipliedReportingOverflow(by: b) == (product.word, !product.fits))
            let (high, low) = a.multipliedFullWidth(by: b)
            #expect(SlowNumber(high: high, low: low) == product)
            let (difference, borrow) = a.subtractingReportingOverflow(b)
            #expect(borrow == (slowA < slowB))
            #expect(borrow == (a < b))
            #expect(difference &+ b == a)
        }
    }

    @Test("Quotient and remainder, by divisors of one to four limbs", arguments: 0..<8)
    func division(seed: UInt64) throws {
        var random = SeededRandom(seed: 100 + seed)
        for turn in 0..<200 {
            let a = UInt256.random(using: &random)
            let b = UInt256.random(using: &random) >> (64 * (turn & 3))
            guard !b.isZero else { continue }
            let (quotient, remainder) = try #require(a.quotientAndRemainder(dividingBy: b))
            #expect(remainder < b, "\(a) / \(b)")
            let back = SlowNumber(quotient) * SlowNumber(b) + SlowNumber(remainder)
            #expect(back == SlowNumber(a), "\(a) / \(b)")
        }
    }

    @Test("Dividends one above and below a multiple of the divisor", arguments: 0..<8)
    func multiples(seed: UInt64) throws {
        var random = SeededRandom(seed: 200 + seed)
        for _ in 0..<400 {
            let b = UInt256.random(using: &random)
            let q = UInt256.random(using: &random) >> Int(random.next() & 255)
            let (product, overflow) = q.multipliedReportingOverflow(by: b)
            guard !overflow, b > .one, !q.isZero else { continue }
            #expect(try #require(product.quotientAndRemainder(dividingBy: b)) == (q, .zero))
            #expect(
                try #require((product &- .one).quotientAndRemainder(dividingBy: b))
                    == (q &- .one, b &- .one))
            guard product &+ .one > product else { continue }
            #expect(
                try #require((product &+ .one).quotientAndRemainder(dividingBy: b)) == (q, .one))
        }
    }

    /// Quotient digits of 2⁶⁴ − 1 and the step that adds the divisor back: dividend, divisor,
    /// quotient and remainder by Python's integers.
    static let hard: [(String, String, String, String)] = [
        (
            "57896044618658097711785492504343953926975274699741220483155273123240913928192",
            "3138550867693340381917894711603833208069624466305726808063", "18446744073709551615",
            "3138550867693340381917894711603833208051177722232017256447"
        ),
        (
            "12991042485361413713570470784407413370330446391694842346024606",
            "704245824274016584189647305399187463573680", "18446744073709551614",
            "17073828931494105086"
        ),
        (
            "298570734643041529465165302560817500833751028818899003898841004447941",
            "16185551957028934324197094400126473686337342465850", "18446744073709551615",
            "13646710339054600191"
        ),
        (
            "101047378149078773518342578117544509240451631712805410893285210328137727",
            "5477789345659774809194432429066665679880307282231063", "18446744073709551616",
            "562861992491089919"
        ),
        (
            "37535123803923768346979371141030050556033224544311410833177115857342712598315",
            "110305814972318902341523921232346132693", "340282366920938463463374607431768211455",
            "0"
        ),
        (
            "9464839440611046566972080372361892386825430478595595757473524790487055117826",
            "32142728873729289880", "294462846567666339315118939306704023337412575704811313785",
            "13089617729150122026"
        ),
    ]

    @Test("Divisions whose digits are hard to estimate", arguments: hard)
    func hardDivision(a: String, b: String, quotient: String, remainder: String) throws {
        let result = try UInt256(decimal: a).quotientAndRemainder(dividingBy: UInt256(decimal: b))
        #expect(result?.quotient.decimal == quotient)
        #expect(result?.remainder.decimal == remainder)
    }

    @Test("Division by zero is reported, whatever is divided")
    func zeroDivisor() {
        for value in [UInt256.zero, 1, .max] {
            #expect(value.quotientAndRemainder(dividingBy: .zero) == nil)
            #expect(throws: ArithmeticError.divisionByZero) { try value / .zero }
            #expect(throws: ArithmeticError.divisionByZero) { try value % .zero }
        }
    }

    @Test("Shifts of every distance multiply and divide by powers of two")
    func shifts() throws {
        var random = SeededRandom(seed: 3)
        for distance in 0...300 {
            let a = UInt256.random(using: &random)
            let power = UInt256.one << distance
            #expect(a << distance == a &* power)
            if distance < 256 {
                #expect(a >> distance == (try a / power))
                #expect(power.trailingZeroBitCount == distance)
                #expect(power.bitLength == distance + 1)
            }
            #expect(a >> distance == a << -distance)
            #expect(a << distance == a << UInt256(UInt64(distance)))
            #expect(a >> distance == a >> UInt256(UInt64(distance)))
        }
        #expect(UInt256.max >> UInt256.max == .zero)
        #expect(UInt256.max << (UInt256.one << 64) == .zero)
        #expect(UInt256.one << Int.max == .zero)
        #expect(UInt256.one << Int.min == .zero)
        #expect(UInt256.zero.trailingZeroBitCount == 256)
        #expect(UInt256.zero.bitLength == 0)
    }

    @Test("Powers are products, and overflow exactly when those do")
    func powers() throws {
        for base in [UInt64](0...40) + [1 << 32, 1 << 63, .max] {
            var product = UInt256.one
            var overflow = false
            for exponent in 0...300 as ClosedRange<UInt64> {
                let power = UInt256(base).raisedReportingOverflow(to: UInt256(exponent))
                #expect(power == (product, overflow), "\(base) to the \(exponent)")
                let next = product.multipliedReportingOverflow(by: UInt256(base))
                overflow = overflow || next.overflow
                product = next.partialValue
            }
        }
    }
}

/// Whether both members are equal: tuples have no conformance.
private func == (
    left: (quotient: UInt256, remainder: UInt256), right: (UInt256, UInt256)
) -> Bool { left.quotient == right.0 && left.remainder == right.1 }
