import Codec
import Primitives

extension Rows {
    /// Arithmetic and text of 256 bits, on 1,024 numbers of 64 to 256 bits.
    static var integers: [Row] {
        [
            Row(
                name: "u256_multiply", title: "U256, product, each needing the one before",
                items: 1_024, yardstick: .multiply, goal: .permutations(0.013), alloy: 0.013
            ) { inputs in
                let numbers = try numbers(inputs)
                return each {
                    var product = UInt256.one
                    for number in numbers { product = number &* product }
                    keep(product)
                }
            },
            Row(
                name: "u256_divide", title: "U256, quotient, sizes mixed", items: 1_023,
                goal: .permutations(0.067), alloy: 0.067
            ) { inputs in
                let numbers = try numbers(inputs)
                return each {
                    var sum = UInt256.zero
                    for index in 1..<numbers.count {
                        let (quotient, _) =
                            numbers[index - 1].quotientAndRemainder(dividingBy: numbers[index])
                            ?? (.zero, .zero)
                        sum = sum &+ quotient
                    }
                    keep(sum)
                }
            },
            Row(
                name: "u256_from_decimal", title: "U256 from decimals", items: 1_024,
                goal: .permutations(0.18), alloy: 0.18
            ) { inputs in
                let texts = try inputs.json("u256_decimal.json").items().map { try $0.string() }
                return each {
                    var sum = UInt256.zero
                    for text in texts { sum = sum &+ (try UInt256(decimal: text)) }
                    keep(sum)
                }
            },
            Row(
                name: "u256_to_decimal", title: "U256 to decimals, a String", items: 1_024,
                goal: .permutations(0.33), alloy: 0.33
            ) { inputs in
                let numbers = try numbers(inputs)
                return each { for number in numbers { keep(number.decimal) } }
            },
        ]
    }

    private static func numbers(_ inputs: Inputs) throws -> [UInt256] {
        try inputs.json("u256_decimal.json").items().map { item in
            let number = try UInt256(decimal: item.string())
            try check(number.decimal == item.string(), "u256_decimal.json")
            return number
        }
    }
}
