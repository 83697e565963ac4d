import Codec
import Primitives
import TestSupport
import Testing

@Suite("Revert data is explained, or kept as it is")
struct ABIRevertTests {
    private func errors(
        _ entry: FixtureCase
    ) throws -> (FunctionSelector) -> ABI.ErrorDeclaration? {
        let json = try JSONValue(parsing: entry.text)
        let interface = try ABI.Interface(json: try #require(json["errors"]))
        return interface.error
    }

    @Test(
        "Every revert says what its contract meant",
        arguments: [("abi/reverts.jsonl", 112), ("edge-cases/reverts.jsonl", 2)])
    func reverts(file: String, count: Int) throws {
        let cases = try Fixtures.cases(file)
        #expect(cases.count == count)
        for entry in cases {
            let data = try Bytes(hex: try entry.string("data"))
            let kind = try entry.string("kind")
            switch ABI.Revert(data, errors: try errors(entry)) {
            case .empty: #expect(kind == "empty", "\(entry.id)")
            case .reason(let text):
                #expect(kind == "error", "\(entry.id)")
                #expect(text.utf8.elementsEqual((try entry.string("reason")).utf8))
            case .panic(let code):
                #expect(kind == "panic", "\(entry.id)")
                #expect(code.number.description == (try entry.string("code")), "\(entry.id)")
            case .custom(let error, let values):
                #expect(kind == "custom", "\(entry.id)")
                #expect(error.name == (try entry.string("name")), "\(entry.id)")
                #expect(
                    FixtureValue.array(values.map(ABIFixtures.fixture))
                        == (try entry.member("values")), "\(entry.id)")
                #expect(try error.encode(values) == data, "\(entry.id)")
            case .unreadable(_, let error): Issue.record("\(entry.id): \(error)")
            }
        }
    }

    @Test(
        "Data that no error explains is kept, with the rule it breaks",
        arguments: [
            ("abi/unreadable_reverts.jsonl", 16), ("edge-cases/unreadable_reverts.jsonl", 2),
        ])
    func unreadable(file: String, count: Int) throws {
        let cases = try Fixtures.cases(file)
        #expect(cases.count == count)
        for entry in cases {
            let data = try Bytes(hex: try entry.string("data"))
            guard
                case .unreadable(let kept, let error) = ABI.Revert(
                    data, errors: try errors(entry))
            else {
                Issue.record("\(entry.id) was explained")
                continue
            }
            #expect(kept == data, "\(entry.id)")
            #expect(error.rule.rawValue == (try entry.string("rule")), "\(entry.id)")
        }
    }

    @Test(
        "Every panic of Solidity is explained in words",
        arguments: [0x00, 0x01, 0x11, 0x12, 0x21, 0x22, 0x31, 0x32, 0x41, 0x51] as [UInt64])
    func panics(number: UInt64) {
        let text = ABI.PanicCode(UInt256(number)).description
        #expect(!text.contains("does not define"))
        #expect(ABI.PanicCode(UInt256(number + 2)).description != text)
    }

    @Test("A reason cannot write to the terminal")
    func escaped() {
        let revert = ABI.Revert.reason("no\u{1b}[2J\u{202e}yes")
        #expect(revert.description == #"reverted: no\u{1b}[2J\u{202e}yes"#)
    }
}
