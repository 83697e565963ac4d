import Primitives
import Testing
import YAML

@Suite("A value that somebody wrote knows its line")
struct LocatedValueTests {
    static let yaml = """
        # who answers
        providers:
          - label: one
            url: "https://a.example"
          - label: ä
            url: 5
        least: 2
        """

    static let json = """
        {
        "providers": [
          {"label": "one",
           "url": "https://a.example"},
          {"label": "ä", "url": 5}],
        "least": 2}
        """

    @Test("members and values have line and column, in YAML and in JSON")
    func places() throws {
        let value = try LocatedValue(yaml: Bytes(utf8: Self.yaml))
        let providers = try #require(value["providers"]).array()
        #expect(providers[1]["url"]?.place == DocumentPlace(line: 6, column: 10))
        #expect(try value.object()[1].place == DocumentPlace(line: 7, column: 1))
        let same = try LocatedValue(json: Bytes(utf8: Self.json))
        let items = try #require(same["providers"]).array()
        #expect(items[1]["url"]?.place == DocumentPlace(line: 5, column: 25))
        #expect(try same.object()[1].place == DocumentPlace(line: 6, column: 1))
    }

    @Test("a JSON text is refused with the line of its first fault")
    func refusesJSON() {
        let table: [(String, DocumentError.Rule, String)] = [
            ("{\n\"a\":1,\n\"a\":2}", .duplicate, "3:1"), ("[1,\n2", .syntax, "2:2"),
            ("[1]\n[2]", .syntax, "2:1"), ("{\"a\":\n 01}", .syntax, "2:3"), ("", .syntax, "1:1"),
        ]
        for (text, rule, place) in table {
            let error = #expect(throws: DocumentError.self) {
                try LocatedValue(json: Bytes(utf8: text))
            }
            #expect(error?.rule == rule, "\(text)")
            #expect(error?.place.description == place, "\(text)")
        }
    }

    @Test("a member that nobody asked for is refused with its line and the known names")
    func refusesUnknownMembers() throws {
        let value = try LocatedValue(yaml: Bytes(utf8: "least: 2\nlaest: 3"))
        var reader = try MemberReader(value, what: "the configuration")
        #expect(try reader.required("least").integer(in: 1...5) == 2)
        let error = #expect(throws: DocumentError.self) { try reader.finish() }
        #expect(
            error?.description
                == "2:1: the configuration has no \"laest\"; known are least")
        #expect(reader.optional("laest") != nil)
        #expect(throws: Never.self) { try reader.finish() }
    }

    @Test("a missing member, another type and a number out of range are refused where they stand")
    func refusesTypes() throws {
        let value = try LocatedValue(yaml: Bytes(utf8: "a: 5\nb: x\nc: null\nd: [1]"))
        var reader = try MemberReader(value, what: "it")
        #expect(reader.optional("c") == nil)
        let rules: [(DocumentError.Rule, () throws -> Void)] = [
            (.missing, { _ = try reader.required("e") }),
            (.type, { _ = try reader.required("a").string() }),
            (.form, { _ = try reader.required("a").integer(in: 6...9) as Int }),
            (.type, { _ = try reader.required("b").integer(in: 0...9) as Int }),
            (.type, { _ = try reader.required("b").bool() }),
            (.type, { _ = try reader.required("b").array() }),
            (.type, { _ = try MemberReader(value["d"] ?? value, what: "d") }),
        ]
        for (rule, body) in rules {
            let error = #expect(throws: DocumentError.self, performing: body)
            #expect(error?.rule == rule)
        }
    }
}
