import Primitives
import TestSupport

/// A natural number as decimal-school arithmetic on bits: slow, obvious, and nothing of it shared
/// with the code under test.
struct SlowNumber: Equatable {
    /// The bits, the lowest first; none of the highest is zero.
    var bits: [Bool]

    init(_ value: UInt256) {
        let (a, b, c, d) = value.limbs
        bits = [a, b, c, d].flatMap { limb in (0..<64).map { limb >> UInt64($0) & 1 == 1 } }
        trim()
    }

    init(high: UInt256, low: UInt256) {
        bits = SlowNumber(low).padded(to: 256) + SlowNumber(high).bits
        trim()
    }

    private init(bits: [Bool]) {
        self.bits = bits
        trim()
    }

    private mutating func trim() { while bits.last == false { bits.removeLast() } }

    private func padded(to count: Int) -> [Bool] {
        bits + [Bool](repeating: false, count: Swift.max(0, count - bits.count))
    }

    /// The number modulo 2²⁵⁶.
    var word: UInt256 {
        var limbs = [UInt64](repeating: 0, count: 4)
        for (place, bit) in bits.prefix(256).enumerated() where bit {
            limbs[place / 64] |= 1 << UInt64(place % 64)
        }
        return UInt256(limbs: limbs[0], limbs[1], limbs[2], limbs[3])
    }

    var fits: Bool { bits.count <= 256 }

    static func + (left: SlowNumber, right: SlowNumber) -> SlowNumber {
        let count = Swift.max(left.bits.count, right.bits.count) + 1
        let (a, b) = (left.padded(to: count), right.padded(to: count))
        var carry = false
        var sum: [Bool] = []
        for place in 0..<count {
            let ones = (a[place] ? 1 : 0) + (b[place] ? 1 : 0) + (carry ? 1 : 0)
            sum.append(ones & 1 == 1)
            carry = ones > 1
        }
        return SlowNumber(bits: sum)
    }

    static func * (left: SlowNumber, right: SlowNumber) -> SlowNumber {
        var product = SlowNumber(bits: [])
        for bit in right.bits.reversed() {
            product.bits.insert(false, at: 0)
            product.trim()
            if bit { product = product + left }
        }
        return product
    }

    static func < (left: SlowNumber, right: SlowNumber) -> Bool {
        if left.bits.count != right.bits.count { return left.bits.count < right.bits.count }
        for (a, b) in zip(left.bits.reversed(), right.bits.reversed()) where a != b { return b }
        return false
    }
}

extension UInt256 {
    /// A number of the shapes at which limbs and carries go wrong.
    static func random(using generator: inout SeededRandom) -> UInt256 {
        func limb() -> UInt64 {
            switch generator.next() % 6 {
            case 0: 0
            case 1: .max
            case 2: 1 << (generator.next() & 63)
            case 3: (1 << (generator.next() & 63)) &- 1
            case 4: generator.next() >> (generator.next() & 63)
            default: generator.next()
            }
        }
        let value = UInt256(limbs: limb(), limb(), limb(), limb())
        return generator.next() & 1 == 0 ? value : value >> Int(generator.next() & 255)
    }
}
