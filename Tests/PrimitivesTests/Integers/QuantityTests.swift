import Primitives
import TestSupport
import Testing

@Suite("Amounts of ether are exact, and kinds of numbers do not mix")
struct QuantityTests {
    @Test(
        "A number and a unit are read exactly, and written back",
        arguments: [
            ("1.5 ether", "1500000000000000000", "1.5", EtherUnit.ether),
            ("2 gwei", "2000000000", "2", .gwei), ("2gwei", "2000000000", "2", .gwei),
            ("0 wei", "0", "0", .wei), ("0.0 ether", "0", "0", .ether),
            ("0.000000000000000001 ether", "1", "0.000000000000000001", .ether),
            ("1.10 kwei", "1100", "1.1", .kwei), ("0.001 kwei", "1", "0.001", .kwei),
            ("3.000001 mwei", "3000001", "3.000001", .mwei),
            ("7 szabo", "7000000000000", "7", .szabo),
            ("12.5 finney", "12500000000000000", "12.5", .finney),
            (
                "115792089237316195423570985008687907853269984665640564039457.584007913129639935 ether",
                UInt256.max.decimal,
                "115792089237316195423570985008687907853269984665640564039457.584007913129639935",
                .ether
            ),
        ])
    func amounts(text: String, wei: String, back: String, unit: EtherUnit) throws {
        let amount = try Wei(text)
        #expect(amount.decimal == wei)
        #expect(amount.decimal(in: unit) == back)
        #expect(try Wei(amount.text(in: unit)) == amount)
        #expect(try Wei(back, unit: unit) == amount)
        for other in EtherUnit.allCases {
            #expect(try Wei(amount.text(in: other)) == amount)
        }
    }

    @Test(
        "A text that is no exact amount is refused by its rule",
        arguments: [
            ("", NumberTextError.Rule.empty, 0), ("ether", .empty, 0), (" 1 ether", .empty, 0),
            ("1. ether", .empty, 2), (".5 ether", .empty, 0), ("-1 ether", .sign, 0),
            ("+1 ether", .sign, 0), ("1,5 ether", .digit, 1), ("1.5.0 ether", .digit, 3),
            ("1.-5 ether", .digit, 2), ("1_000 wei", .unit, 1), ("١ wei", .empty, 0),
            ("01 ether", .leadingZero, 0), ("00.1 ether", .leadingZero, 0), ("1", .unit, 1),
            ("1 ", .unit, 2), ("1  ether", .unit, 2), ("1 Ether", .unit, 2), ("1 eth", .unit, 2),
            ("1 ether ", .unit, 2), ("1e18 wei", .unit, 1), ("1 gwei wei", .unit, 2),
            ("0x1 wei", .unit, 1), ("0.1 wei", .precision, 2), ("0.0 wei", .precision, 2),
            ("1.0000000001 gwei", .precision, 11),
            ("115792089237316195423570985008687907853269984665640564039458 ether", .overflow, 0),
            (
                "115792089237316195423570985008687907853269984665640564039457.584007913129639936 ether",
                .overflow, 0
            ),
        ])
    func refused(text: String, rule: NumberTextError.Rule, offset: Int) {
        #expect(throws: NumberTextError(rule: rule, offset: offset)) { try Wei(text) }
    }

    @Test("Random amounts survive every unit")
    func roundTrip() throws {
        var random = SeededRandom(seed: 21)
        for _ in 0..<300 {
            let amount = Wei(UInt256.random(using: &random))
            for unit in EtherUnit.allCases { #expect(try Wei(amount.text(in: unit)) == amount) }
        }
    }

    @Test("Gas, block numbers and wei refuse to overflow")
    func arithmetic() throws {
        #expect(try Gas(21_000) * (try Wei("2 gwei")) == (try Wei("42000 gwei")))
        #expect(try Gas(3) + 4 == 7)
        #expect(throws: ArithmeticError.overflow(.addition)) { try Gas(.max) + 1 }
        #expect(throws: ArithmeticError.overflow(.subtraction)) { try Gas(1) - 2 }
        #expect(throws: ArithmeticError.overflow(.multiplication)) { try Gas(2) * Wei(.max) }
        #expect(throws: ArithmeticError.overflow(.subtraction)) { try Wei(1) - 2 }
        #expect(throws: ArithmeticError.overflow(.addition)) { try BlockNumber(.max) + UInt64(1) }
        #expect(throws: ArithmeticError.overflow(.subtraction)) { try BlockNumber(0) - UInt64(1) }
        #expect(try BlockNumber(10) - BlockNumber(4) == 6 as UInt64)
        #expect(try BlockNumber(10) - UInt64(4) == BlockNumber(6))
    }

    @Test("JSON-RPC quantities beyond a kind's range are refused")
    func quantities() throws {
        #expect(try BlockNumber(quantity: "0xffffffffffffffff").value == .max)
        #expect(throws: NumberTextError(rule: .overflow, offset: 2)) {
            try BlockNumber(quantity: "0x10000000000000000")
        }
        #expect(throws: NumberTextError(rule: .leadingZero, offset: 2)) {
            try Gas(quantity: "0x01")
        }
        #expect(throws: NumberTextError(rule: .overflow, offset: 0)) {
            try Gas(decimal: "18446744073709551616")
        }
        #expect(try ChainID(quantity: "0x2105") == 8453)
        #expect(try ChainID(decimal: UInt256.max.decimal).number == .max)
        #expect(ChainID.mainnet.quantity == "0x1")
        #expect("\(BlockNumber(17))" == "17")
        #expect(BlockNumber(9) < 10)
    }
}
