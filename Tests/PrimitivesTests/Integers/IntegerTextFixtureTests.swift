import Primitives
import TestSupport
import Testing

@Suite("Integers are written in one form and read in no other")
struct IntegerTextFixtureTests {
    @Test("Every case of fixtures/integers/conversion, there and back")
    func conversion() throws {
        let cases = try Fixtures.cases("integers/conversion.jsonl")
        #expect(cases.count == 424)
        for each in cases {
            let decimal = try each.string("decimal")
            let word = try each.string("word")
            if try each.string("type") == "int256" {
                let value = try Int256(decimal: decimal)
                #expect(value.decimal == decimal, "\(each.id)")
                #expect(value.word == word, "\(each.id)")
                #expect(try Int256(word: word) == value, "\(each.id)")
                continue
            }
            let value = try UInt256(decimal: decimal)
            let quantity = try each.string("quantity")
            #expect(value.decimal == decimal, "\(each.id)")
            #expect(value.word == word, "\(each.id)")
            #expect(value.quantity == quantity, "\(each.id)")
            #expect(try UInt256(word: word) == value, "\(each.id)")
            #expect(try UInt256(quantity: quantity) == value, "\(each.id)")
            #expect("\(value.bitLength)" == (try each.string("bitLength")), "\(each.id)")
        }
    }

    @Test("Every case of fixtures/integers/parsing is read")
    func parsing() throws {
        let cases = try Fixtures.cases("integers/parsing.jsonl")
        #expect(cases.count == 44)
        for each in cases {
            let found = try read(each.string("form"), each.string("input"))
            #expect(found == (try each.string("value")), "\(each.id)")
        }
    }

    @Test("Every case of fixtures/integers/rejected is refused by its rule")
    func rejected() throws {
        let cases = try Fixtures.cases("integers/rejected.jsonl")
        #expect(cases.count == 402)
        for each in cases {
            let input = try each.string("input")
            var rule: String?
            var offset = 0
            do {
                _ = try read(each.string("form"), input)
            } catch let error as NumberTextError {
                rule = error.rule.rawValue
                offset = error.offset
            } catch let error as HexError {
                rule = error.rule.rawValue
                offset = error.offset
            }
            #expect(rule == (try each.string("rule")), "\(each.id)")
            #expect((0...input.utf8.count).contains(offset), "\(each.id)")
        }
    }

    private func read(_ form: String, _ input: String) throws -> String {
        switch form {
        case "uint256-decimal": try UInt256(decimal: input).decimal
        case "int256-decimal": try Int256(decimal: input).decimal
        case "quantity": try UInt256(quantity: input).decimal
        case "word": try UInt256(word: input).decimal
        case "data": try Bytes(hex: input).hex
        default: "no form \(form)"
        }
    }
}
