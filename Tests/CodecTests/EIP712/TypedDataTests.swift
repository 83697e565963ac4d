import Codec
import Primitives
import TestSupport
import Testing

@Suite("Typed data hashes as contracts verify it, and malformed documents are refused")
struct TypedDataTests {
    private static let limits = JSONLimits(byteCount: 1 << 22, depth: 140, valueCount: 100_000)

    private func document(_ entry: FixtureCase) throws -> JSONValue {
        let json = try JSONValue(parsing: entry.text, limits: Self.limits)
        return try #require(json["typedData"])
    }

    @Test(
        "Every type, struct, domain and digest has its hash",
        arguments: [("eip712/typed_data.jsonl", 430), ("edge-cases/typed_data.jsonl", 7)])
    func documents(file: String, count: Int) throws {
        let cases = try Fixtures.cases(file)
        #expect(cases.count == count)
        for entry in cases {
            let data = try TypedData(try document(entry))
            for (name, text) in try entry.member("encodeType").object ?? [:] {
                #expect(data.encodeType(name) == text.string, "\(entry.id) \(name)")
            }
            for (name, hash) in try entry.member("typeHash").object ?? [:] {
                #expect(data.typeHash(name)?.hex == hash.string, "\(entry.id) \(name)")
            }
            let hashes = data.structHashes.map {
                FixtureValue.object([
                    "path": .string($0.path), "type": .string($0.type),
                    "hash": .string($0.hash.hex),
                ])
            }
            #expect(FixtureValue.array(hashes) == (try entry.member("structHashes")))
            #expect(data.structHash == data.structHashes.first?.hash)
            #expect(data.domainSeparator.hex == (try entry.string("domainSeparator")))
            #expect(data.digest.hex == (try entry.string("digest")), "\(entry.id)")
        }
    }

    @Test(
        "Malformed documents are refused by their rule",
        arguments: [("eip712/rejected.jsonl", 166), ("edge-cases/rejected_typed_data.jsonl", 7)])
    func rejected(file: String, count: Int) throws {
        let cases = try Fixtures.cases(file)
        #expect(cases.count == count)
        for entry in cases {
            let document = try document(entry)
            let error = #expect(throws: TypedDataError.self, "\(entry.id)") {
                try TypedData(document)
            }
            #expect(error?.rule.rawValue == (try entry.string("rule")), "\(entry.id)")
        }
    }

    @Test("Hexadecimal integers are refused, or read as hexadecimal where asked for")
    func hexadecimal() throws {
        var lenient = 0
        for entry in try Fixtures.cases("edge-cases/rejected_typed_data.jsonl") {
            guard let digest = entry.value["lenientDigest"]?.string else { continue }
            lenient += 1
            let data = try TypedData(try document(entry), options: .wallets)
            #expect(data.digest.hex == digest, "\(entry.id)")
            #expect(data.digest.hex != entry.value["wrongDigest"]?.string)
        }
        #expect(lenient > 0)
    }

    @Test(
        "Hexadecimal integers keep the range of their type",
        arguments: [
            ("0x", TypedDataError.Rule.integer), ("0xg", .integer), ("-0x1", .integer),
            ("0x100", .range), ("0x" + String(repeating: "f", count: 65), .range),
            ("0X1", .integer),
        ])
    func hexadecimalRange(text: String, rule: TypedDataError.Rule) throws {
        let document: JSONValue = [
            "types": [
                "EIP712Domain": [], "M": [["name": "n", "type": "uint8"]],
            ], "primaryType": "M", "domain": [:], "message": ["n": .string(text)],
        ]
        let error = #expect(throws: TypedDataError.self) {
            try TypedData(document, options: .wallets)
        }
        #expect(error?.rule == rule)
        #expect(error?.path == "message.n")
    }

    @Test("Numbers are whole, canonical and what every reader takes them for")
    func numbers() throws {
        func digest(_ value: JSONValue, _ type: String) throws -> Hash32 {
            try TypedData([
                "types": ["EIP712Domain": [], "M": [["name": "n", "type": .string(type)]]],
                "primaryType": "M", "domain": [:], "message": ["n": value],
            ]).digest
        }
        #expect(try digest(.number("5"), "uint8") == digest(.string("5"), "uint8"))
        #expect(try digest(.number("-5"), "int8") == digest(.string("-5"), "int8"))
        #expect(throws: Never.self) { try digest(.number("9007199254740991"), "uint64") }
        #expect(throws: Never.self) { try digest(.number("-9007199254740991"), "int64") }
        for text in ["9007199254740992", "-9007199254740992", "1.0", "1e2", "-0", "-1"] {
            #expect(throws: TypedDataError.self, "\(text)") {
                try digest(.number(text), "uint64")
            }
        }
        for text in ["-0", "00", "+1", "", "-", "0x1", " 1"] {
            #expect(throws: TypedDataError.self, "\(text)") {
                try digest(.string(text), "int64")
            }
        }
    }

    @Test("The domain that is signed for can be shown")
    func domain() throws {
        let cases = try Fixtures.cases("eip712/typed_data.jsonl")
        let entry = try #require(cases.first { $0.id == "eip-712-example" })
        let domain = try TypedData(try document(entry)).domain
        #expect(domain.name == "Ether Mail")
        #expect(domain.version == "1")
        #expect(domain.chainID == 1)
        #expect(domain.verifyingContract?.hex == "0x" + String(repeating: "cc", count: 20))
        #expect(domain.salt == nil)
    }

    @Test("Documents of great size or depth are refused, not followed")
    func hostile() throws {
        var types: [JSONMember] = [JSONMember("EIP712Domain", [])]
        for number in 0..<300 { types.append(JSONMember("T\(number)", [])) }
        let many: JSONValue = .object([
            JSONMember("types", .object(types)), JSONMember("primaryType", "T0"),
            JSONMember("domain", [:]), JSONMember("message", [:]),
        ])
        #expect(throws: TypedDataError.self) { try TypedData(many) }
        var chain: JSONValue = ["next": []]
        for _ in 0..<200 { chain = ["next": [chain]] }
        let deep: JSONValue = [
            "types": ["EIP712Domain": [], "Node": [["name": "next", "type": "Node[]"]]],
            "primaryType": "Node", "domain": [:], "message": chain,
        ]
        let error = #expect(throws: TypedDataError.self) { try TypedData(deep) }
        #expect(error?.rule == .size)
        let suffix = String(repeating: "[]", count: 40)
        let nested: JSONValue = [
            "types": ["EIP712Domain": [], "M": [["name": "n", "type": .string("bool" + suffix)]]],
            "primaryType": "M", "domain": [:], "message": ["n": []],
        ]
        #expect(throws: TypedDataError.self) { try TypedData(nested) }
    }

    @Test("Members are found in any order, few or many")
    func order() throws {
        for count in [3, 20, 100] {
            let names = (0..<count).map { "m\($0)" }
            let declared = names.map { name -> JSONValue in
                ["name": .string(name), "type": "uint256"]
            }
            func document(_ order: [String]) -> JSONValue {
                [
                    "types": ["EIP712Domain": [], "M": .array(declared)], "primaryType": "M",
                    "domain": [:],
                    "message": .object(order.map { JSONMember($0, .string("7")) }),
                ]
            }
            let digest = try TypedData(document(names)).digest
            #expect(try TypedData(document(names.reversed())).digest == digest)
            #expect(throws: TypedDataError.self) {
                try TypedData(document(Array(names.dropLast())))
            }
            #expect(throws: TypedDataError.self) { try TypedData(document(names + ["other"])) }
        }
    }
}
