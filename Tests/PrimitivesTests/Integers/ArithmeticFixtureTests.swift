import Primitives
import TestSupport
import Testing

@Suite("256-bit arithmetic gives the EVM's results and refuses what checked arithmetic must")
struct ArithmeticFixtureTests {
    @Test(
        "Every case of the corpus, and long division where its first guess of a digit is wrong",
        arguments: [
            ("integers/arithmetic.jsonl", ["uint256": 810, "int256": 620]),
            ("edge-cases/arithmetic.jsonl", ["uint256": 24]),
        ])
    func arithmetic(file: String, expectedCounts: [String: Int]) throws {
        let cases = try Fixtures.cases(file)
        var counts: [String: Int] = [:]
        for each in cases {
            let type = try each.string("type")
            let operation = try each.string("op")
            let expected = Outcome(
                result: try each.string("result"), fault: each.value["fault"]?.string)
            let found =
                switch type {
                case "uint256":
                    try unsigned(
                        operation, UInt256(decimal: each.string("a")),
                        UInt256(decimal: each.string("b")))
                case "int256":
                    try signed(operation, each.string("a"), each.string("b"))
                default: Outcome(result: "", fault: nil)
                }
            #expect(found == expected, "\(each.id)")
            counts[type, default: 0] += 1
        }
        #expect(counts == expectedCounts)
    }

    @Test("Every case of fixtures/integers/comparison")
    func comparison() throws {
        let cases = try Fixtures.cases("integers/comparison.jsonl")
        #expect(cases.count == 300)
        for each in cases {
            let (a, b) = (try each.string("a"), try each.string("b"))
            let order =
                try each.string("type") == "uint256"
                ? order(UInt256(decimal: a), UInt256(decimal: b))
                : order(Int256(decimal: a), Int256(decimal: b))
            #expect(order == Int(try each.string("order")), "\(each.id)")
        }
    }
}

/// What an operation leaves, and why checked arithmetic refuses.
private struct Outcome: Equatable {
    var result: String
    var fault: String?
}

extension ArithmeticFixtureTests {
    private func order<Number: Comparable & Hashable>(_ a: Number, _ b: Number) -> Int {
        #expect((a == b) == (!(a < b) && !(b < a)))
        #expect(a != b || a.hashValue == b.hashValue)
        return a < b ? -1 : a > b ? 1 : 0
    }

    private func fault<Number>(
        _ compute: () throws(ArithmeticError) -> Number
    ) -> String? {
        do {
            _ = try compute()
            return nil
        } catch {
            switch error {
            case .overflow: return "overflow"
            case .divisionByZero: return "divisionByZero"
            }
        }
    }

    private func unsigned(_ operation: String, _ a: UInt256, _ b: UInt256) throws -> Outcome {
        func outcome(
            _ wrapped: UInt256, _ checked: () throws(ArithmeticError) -> UInt256
        ) -> Outcome {
            let refused = fault(checked)
            if refused == nil { #expect((try? checked()) == wrapped) }
            return Outcome(result: wrapped.decimal, fault: refused)
        }
        switch operation {
        case "add": return outcome(a &+ b) { () throws(ArithmeticError) in try a + b }
        case "sub": return outcome(a &- b) { () throws(ArithmeticError) in try a - b }
        case "mul": return outcome(a &* b) { () throws(ArithmeticError) in try a * b }
        case "div":
            let quotient = a.quotientAndRemainder(dividingBy: b)?.quotient ?? .zero
            return outcome(quotient) { () throws(ArithmeticError) in try a / b }
        case "mod":
            let remainder = a.quotientAndRemainder(dividingBy: b)?.remainder ?? .zero
            return outcome(remainder) { () throws(ArithmeticError) in try a % b }
        case "exp":
            let power = a.raisedReportingOverflow(to: b).partialValue
            return outcome(power) { () throws(ArithmeticError) in try a.raised(to: b) }
        case "and": return Outcome(result: (a & b).decimal)
        case "or": return Outcome(result: (a | b).decimal)
        case "xor": return Outcome(result: (a ^ b).decimal)
        case "shl": return Outcome(result: (a << b).decimal)
        case "shr": return Outcome(result: (a >> b).decimal)
        default: return Outcome(result: "no operation \(operation)")
        }
    }

    private func signed(_ operation: String, _ left: String, _ right: String) throws -> Outcome {
        let a = try Int256(decimal: left)
        if operation == "shl" {
            return Outcome(result: (a << (try UInt256(decimal: right))).decimal)
        }
        if operation == "shr" {
            return Outcome(result: (a >> (try UInt256(decimal: right))).decimal)
        }
        let b = try Int256(decimal: right)
        func outcome(
            _ wrapped: Int256, _ checked: () throws(ArithmeticError) -> Int256
        ) -> Outcome {
            let refused = fault(checked)
            if refused == nil { #expect((try? checked()) == wrapped) }
            return Outcome(result: wrapped.decimal, fault: refused)
        }
        switch operation {
        case "add": return outcome(a &+ b) { () throws(ArithmeticError) in try a + b }
        case "sub": return outcome(a &- b) { () throws(ArithmeticError) in try a - b }
        case "mul": return outcome(a &* b) { () throws(ArithmeticError) in try a * b }
        case "div":
            let quotient = a.quotientAndRemainder(dividingBy: b)?.quotient ?? .zero
            return outcome(quotient) { () throws(ArithmeticError) in try a / b }
        case "mod":
            let remainder = a.quotientAndRemainder(dividingBy: b)?.remainder ?? .zero
            return outcome(remainder) { () throws(ArithmeticError) in try a % b }
        default: return Outcome(result: "no operation \(operation)")
        }
    }
}
