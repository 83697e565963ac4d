import Codec
import Primitives
import TestSupport
import Testing

@Suite("ABI declarations read as Solidity's grammar has them")
struct ABIDeclarationTests {
    @Test("Every declaration becomes its JSON entry, and the JSON entry its full declaration")
    func declarations() throws {
        let cases = try Fixtures.cases("abi/declarations.jsonl")
        #expect(cases.count == 178)
        for entry in cases {
            let read = try ABI.Declaration(try entry.string("declaration"))
            let json = try FixtureCase(line: read.json.serialized()).value
            #expect(json == (try entry.member("json")), "\(entry.id)")
            #expect(read.description == (try entry.string("full")), "\(entry.id)")
            #expect(try ABIFixtures.declaration("json", of: entry) == read, "\(entry.id)")
            #expect(try ABI.Declaration(read.description) == read, "\(entry.id)")
        }
    }

    @Test("Texts that break the grammar are refused by its rule")
    func rejected() throws {
        let cases = try Fixtures.cases("abi/rejected_declarations.jsonl")
        #expect(cases.count == 40)
        for entry in cases {
            let text = try entry.string("declaration")
            let error = #expect(throws: ABIError.self, "\(entry.id)") {
                try ABI.Declaration(text)
            }
            #expect(error?.rule.rawValue == (try entry.string("rule")), "\(entry.id)")
        }
    }

    @Test("Selectors and topics are those of the signatures")
    func selectors() throws {
        let cases = try Fixtures.cases("abi/selectors.jsonl")
        #expect(cases.count == 320)
        for entry in cases {
            let signature = try entry.string("signature")
            let kind = try entry.string("kind")
            switch try ABI.Declaration("\(kind) \(signature)") {
            case .function(let function):
                #expect(function.selector.description == (try entry.string("selector")))
                #expect(function.signature == signature)
            case .error(let error):
                #expect(error.selector.description == (try entry.string("selector")))
                #expect(error.signature == signature)
            case .event(let event):
                #expect(event.topic.hex == (try entry.string("topic")))
                #expect(event.signature == signature)
            default: Issue.record("unexpected kind \(kind)")
            }
        }
    }

    @Test(
        "JSON entries that are none are refused",
        arguments: [
            (#"[]"#, ABIError.Rule.grammar), (#"{"type":"module","name":"f"}"#, .grammar),
            (#"{"type":"function","inputs":[]}"#, .grammar),
            (#"{"type":"function","name":"f g","inputs":[]}"#, .grammar),
            (#"{"type":"function","name":"f","inputs":{}}"#, .grammar),
            (#"{"type":"function","name":"f","inputs":[{"name":"a"}]}"#, .grammar),
            (
                #"{"type":"function","name":"f","inputs":[{"name":"a","type":"uint"}]}"#,
                .unknownType
            ),
            (
                #"{"type":"function","name":"f","inputs":[{"name":"a","type":"tuple[0]","components":[{"name":"b","type":"bool"}]}]}"#,
                .emptyType
            ),
            (#"{"type":"function","name":"f","inputs":[{"name":"a","type":"tuple"}]}"#, .emptyType),
            (
                #"{"type":"function","name":"f","inputs":[],"stateMutability":"constant"}"#,
                .grammar
            ),
            (#"{"type":"event","name":"E","inputs":[],"anonymous":1}"#, .grammar),
            (#"{"type":"receive","stateMutability":"view"}"#, .grammar),
        ])
    func rejectedJSON(text: String, rule: ABIError.Rule) throws {
        let json = try JSONValue(parsing: text)
        let error = #expect(throws: ABIError.self) { try ABI.Declaration(json: json) }
        #expect(error?.rule == rule)
    }

    @Test("Entries of old compilers are understood: constant, payable, no outputs, no type")
    func oldCompilers() throws {
        let view = try JSONValue(
            parsing: #"{"constant":true,"inputs":[],"name":"f","payable":false}"#)
        #expect(try ABI.Declaration(json: view).description == "function f() view")
        let payable = try JSONValue(
            parsing: #"{"type":"function","inputs":[],"name":"g","outputs":[],"payable":true}"#)
        #expect(try ABI.Declaration(json: payable).description == "function g() payable")
    }

    @Test("Types nested beyond the limit are refused, from text, declaration and JSON")
    func depth() throws {
        let deepest = String(repeating: "(", count: 32) + "bool" + String(repeating: ")", count: 32)
        #expect(try ABI.ValueType(deepest).depth == 32)
        for text in ["(" + deepest + ")", deepest + "[]"] {
            #expect(throws: ABIError.self) { try ABI.ValueType(text) }
            #expect(throws: ABIError.self) { try ABI.Function("function f(\(text) a)") }
        }
        var json = #"{"name":"","type":"bool"}"#
        for _ in 0..<33 { json = #"{"name":"","type":"tuple","components":[\#(json)]}"# }
        let entry = try JSONValue(
            parsing: #"{"type":"function","name":"f","inputs":[\#(json)]}"#,
            limits: JSONLimits(byteCount: 1 << 20, depth: 100, valueCount: 1000))
        let error = #expect(throws: ABIError.self) { try ABI.Declaration(json: entry) }
        #expect(error?.rule == .depth)
    }

    @Test("Long and hostile texts end in an error, not in a trap or an endless search")
    func hostile() {
        for unit in ["(", "tuple(", "uint256[", "uint256[]", "((", "a", "[1]", "\u{0}", "é", " "] {
            let text = String(repeating: unit, count: 20_000)
            #expect(throws: ABIError.self) { try ABI.ValueType(text) }
            #expect(throws: ABIError.self) { try ABI.Declaration("function f(\(text)") }
        }
        #expect(throws: ABIError.self) {
            try ABI.ValueType("uint8[99999999999999999999999999]")
        }
    }
}
