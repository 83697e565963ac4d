import Codec
import Foundation
import TestSupport
import Testing

extension ProposalSuites {
    /// The schema in `docs/operation-file.md` describes the files that the program writes.
    @Suite("the schema of operation files")
    struct OperationSchemaTests {
        private static func schema() throws -> JSONValue {
            let page = try String(
                contentsOf: Fixtures.root.appending(path: "docs/operation-file.md"),
                encoding: .utf8)
            let block = try #require(page.components(separatedBy: "```json\n").dropFirst().first)
            return try JSONValue(
                parsing: try #require(block.components(separatedBy: "\n```").first))
        }

        /// The places of `value` that break the rules of `schema`: those keywords of JSON Schema
        /// that the page uses.
        private static func faults(
            _ value: JSONValue, _ schema: JSONValue, of root: JSONValue, at place: String = ""
        ) -> [String] {
            if let name = schema["$ref"]?.string?.split(separator: "/").last,
                let rule = root["$defs"]?[String(name)]
            {
                return faults(value, rule, of: root, at: place)
            }
            var found: [String] = []
            if let only = schema["const"], only != value { found.append(place) }
            if let choice = schema["enum"]?.array, !choice.contains(value) { found.append(place) }
            if let pattern = schema["pattern"]?.string {
                let matches = value.string?.range(of: pattern, options: .regularExpression) != nil
                if !matches { found.append(place) }
            }
            if schema["type"]?.string == "array" {
                guard let items = value.array, let rule = schema["items"] else { return [place] }
                found += items.flatMap { faults($0, rule, of: root, at: place + "[]") }
            }
            guard schema["type"]?.string == "object" else { return found }
            guard case .object(let members) = value else { return [place] }
            for name in schema["required"]?.array?.compactMap(\.string) ?? []
            where value[name] == nil {
                found.append("\(place).\(name) is missing")
            }
            for member in members {
                guard let rule = schema["properties"]?[member.name] else {
                    found.append("\(place).\(member.name) is not known")
                    continue
                }
                found += faults(
                    member.value, rule, of: root, at: place + "." + member.name)
            }
            return found
        }

        @Test("every form of an operation keeps to it, and a changed file does not")
        func forms() async throws {
            let world = try await Proposals.world
            let schema = try Self.schema()
            try world.write(
                "schema.provenance.json",
                #"{"sourceCommit":"0123abcd","build":"make image","artifactDigest":"sha256:77"}"#)
            try await world.schedule("schema.5", image: World.image("5d"))
            let words = ["--purpose", "a test", "--out"]
            try await world.succeed(
                ["propose", "kms", "add-os-image", World.image("5c")] + words
                    + ["schema.1.json", "--provenance", "schema.provenance.json"])
            try await world.succeed(
                ["propose", "safe", "owners", "threshold:3"] + words + ["schema.2.json"])
            try await world.succeed(
                ["propose", "cancel", "schema.5.json"] + words + ["schema.3.json"])
            try await world.succeed(
                ["reject", "schema.1.json"] + words + ["schema.4.json"])
            var actions: Set<String> = []
            for number in 1...5 {
                let file = try JSONValue(parsing: try world.text("schema.\(number).json"))
                #expect(Self.faults(file, schema, of: schema) == [], "schema.\(number).json")
                actions.insert(file["action"]?.string ?? "")
            }
            #expect(actions == ["schedule", "direct", "cancel", "reject"])

            let text = try world.text("schema.1.json")
            let changes = [
                ("\"purpose\"", "\"reason\""), ("\"31337\"", "\"031337\""),
                ("\"schedule\"", "\"execute\""), ("operation 1\"", "operation 2\""),
                ("\"salt\": \"0x", "\"salt\": \"0x00"),
            ]
            for (old, new) in changes {
                let changed = text.replacingOccurrences(of: old, with: new)
                #expect(changed != text, "\(old)")
                let file = try JSONValue(parsing: changed)
                #expect(!Self.faults(file, schema, of: schema).isEmpty, "\(new)")
                try world.write("schema.changed.json", changed)
                try await world.fail(
                    ["inspect", "schema.changed.json", "--offline"], code: 2,
                    saying: "schema.changed.json: ")
            }
        }
    }
}
