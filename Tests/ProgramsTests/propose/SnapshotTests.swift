import Codec
import Foundation
import TestSupport
import Testing

extension ProposalSuites {
    /// What programs and people rely on: `Tests/ProgramsTests/Snapshots` holds the help of each command
    /// and the members of each JSON answer. A change there is a change of the interface.
    @Suite("help and JSON of propose, plan, inspect, export and simulate")
    struct SnapshotTests {
        private static let folder = Fixtures.root.appending(path: "Tests/ProgramsTests/Snapshots")

        @Test("help is as it was reviewed")
        func help() async throws {
            let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
                .filter { $0.hasSuffix(".help") }
            #expect(files.count > 10)
            for file in files {
                let expected = try Self.text(file)
                let usage = try #require(
                    expected.split(separator: "\n").first { $0.hasPrefix("USAGE: dstackgov ") })
                let words = usage.dropFirst("USAGE: dstackgov ".count).split(separator: " ")
                    .prefix { !$0.contains("<") && !$0.contains("[") && !$0.hasPrefix("--") }
                let found = try await Program.dstackgov.run(words.map(String.init) + ["--help"])
                #expect(found.output == expected, "\(file)")
            }
        }

        @Test("JSON answers have the members that were reviewed")
        func shapes() async throws {
            let world = try await Proposals.world
            let image = World.image("ab")
            let file = "shape.json"
            let batch = ["kms add-os-image \(image)", "app add-compose-hash \(image)"]
            try Self.compare(
                "propose",
                try await world.succeed(
                    ["propose", "batch"] + batch + ["--purpose", "a test", "--out", file]))
            try Self.compare("inspect", try await world.succeed(["inspect", file]))
            try Self.compare(
                "export", try await world.succeed(["export", file, "--out", "shape-builder.json"]))
        }

        private static func compare(_ name: String, _ answer: JSONValue) throws {
            var found: Set<String> = []
            collect(answer, at: "", into: &found)
            #expect(found.sorted().joined(separator: "\n") + "\n" == (try text("\(name).shape")))
        }

        private static func collect(
            _ value: JSONValue, at path: String, into found: inout Set<String>
        ) {
            switch value {
            case .object(let members):
                for member in members {
                    collect(
                        member.value, at: path.isEmpty ? member.name : path + "." + member.name,
                        into: &found)
                }
            case .array(let items):
                if items.isEmpty { found.insert(path + "[]") }
                for item in items { collect(item, at: path + "[]", into: &found) }
            default: found.insert(path)
            }
        }

        private static func text(_ name: String) throws -> String {
            try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        }
    }
}
