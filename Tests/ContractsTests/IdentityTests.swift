import Codec
import Contracts
import Primitives
import TestSupport
import Testing

@Suite("Written selectors, topics and shapes are those of the declarations")
struct IdentityTests {
    @Test("Every call has the selector and the shape of its declaration")
    func calls() throws {
        #expect(ContractTypes.calls.count == 120)
        for type in ContractTypes.calls {
            let function = try ABI.Function(type.id.declaration)
            #expect(function.selector == type.id.selector, "\(type)")
            #expect(type.abiShape == shape(function.inputs), "\(type)")
            #expect(function.description == type.id.declaration, "\(type)")
        }
        let selectors = Set(ContractTypes.calls.map { $0.id.selector })
        #expect(selectors.count == ContractTypes.calls.count)
    }

    @Test("Every error has the selector and the shape of its declaration")
    func errors() throws {
        #expect(ContractTypes.errors.count == 20)
        for type in ContractTypes.errors {
            let error = try ABI.ErrorDeclaration(type.id.declaration)
            #expect(error.selector == type.id.selector, "\(type)")
            #expect(type.abiShape == shape(error.inputs), "\(type)")
        }
    }

    @Test("Every event has the topic and the numbers of topics of its declarations")
    func events() throws {
        #expect(ContractTypes.events.count == 55)
        for type in ContractTypes.events {
            var indexedCounts: Set<Int> = []
            for text in type.id.declarations {
                let event = try ABI.Event(text)
                #expect(event.topic == type.id.topic, "\(type)")
                let indexed = event.inputs.count { $0.isIndexed }
                let words = shape(event.inputs.filter { !$0.isIndexed }).wordCount
                #expect(type.dataWordCount(indexedCount: indexed) == words, "\(type)")
                indexedCounts.insert(indexed)
            }
            for count in 0...4 where !indexedCounts.contains(count) {
                #expect(type.dataWordCount(indexedCount: count) == nil, "\(type)")
            }
        }
    }

    @Test("Every declaration of the registry is one")
    func declarations() {
        let texts = KnownContracts.declarations.flatMap(\.declarations)
        #expect(KnownContracts.interface.declarations.count == texts.count)
        #expect(texts.count > 200)
    }

    @Test("Identifiers of the fixtures are known")
    func identifiers() throws {
        let cases = try Fixtures.cases("dstack/identifiers.jsonl")
        #expect(cases.count == 165)
        var checked = 0
        for entry in cases {
            let name = try entry.string("name")
            let result = try entry.string("result")
            switch try entry.string("kind") {
            case "selector":
                let selector = try selector(result)
                #expect(KnownContracts.interface.function(selector)?.signature == name)
            case "error":
                let selector = try selector(result)
                #expect(KnownContracts.interface.error(selector)?.signature == name)
            case "topic": #expect(KnownContracts.interface.hasEvent(try Hash32(hex: result)))
            case "policy":
                let policy = try #require(DstackPolicy(id: try Hash32(hex: result)))
                #expect(policy.rawValue == name)
                #expect(policy.id.hex == result)
            case "interface":
                let functions = try entry.member("functions").array ?? []
                let selectors = functions.map {
                    FunctionSelector(signature: $0.string ?? "")
                }
                #expect(ERC165.interfaceID(of: selectors).description == result)
                let known = [
                    ERC165.appAuth, ERC165.appAuthBasicManagement, ERC165.erc165,
                ]
                #expect(known.contains(try selector(result)))
            default: continue
            }
            checked += 1
        }
        #expect(checked == 138)
        #expect(DstackPolicy.allCases.count == 13)
        #expect(DstackPolicy(id: .zero) == nil)
    }

    private func selector(_ hex: String) throws -> FunctionSelector {
        try #require(FunctionSelector(startOf: try Bytes(hex: hex)))
    }

    private func shape(_ inputs: [ABI.Parameter]) -> ABIShape {
        let words = inputs.reduce(0) { $0 + $1.type.headSize } / 32
        return inputs.contains { $0.type.isDynamic }
            ? .dynamic(words: words) : .fixed(words: words)
    }
}
