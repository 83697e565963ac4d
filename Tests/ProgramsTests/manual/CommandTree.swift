import Codec
import TestSupport
import Testing

/// The commands of dstackgov, as the built program tells them.
struct CommandTree {
    /// A command that has none below it.
    struct Leaf {
        /// The words by which it is called.
        let words: [String]
        /// The names of its options and flags, without dashes.
        let options: Set<String>
    }

    let leaves: [Leaf]

    private static let reading = Task { try await ask() }

    /// What the program tells, once for all tests: it takes a second.
    static func read() async throws -> CommandTree { try await reading.value }

    private static func ask() async throws -> CommandTree {
        let dump = try await Program.dstackgov.run(["--experimental-dump-help"])
        let root = try JSONValue(parsing: dump.output)["command"]
        var leaves: [Leaf] = []
        collect(try #require(root), [], into: &leaves)
        return CommandTree(leaves: leaves)
    }

    private static func collect(
        _ command: JSONValue, _ words: [String], into leaves: inout [Leaf]
    ) {
        let inner = (command["subcommands"]?.array ?? []).compactMap { inner in
            inner["commandName"]?.string.map { (name: $0, command: inner) }
        }.filter { $0.name != "help" }
        guard inner.isEmpty else {
            for one in inner { collect(one.command, words + [one.name], into: &leaves) }
            return
        }
        let names = (command["arguments"]?.array ?? []).flatMap { $0["names"]?.array ?? [] }
        leaves.append(Leaf(words: words, options: Set(names.compactMap { $0["name"]?.string })))
    }
}
