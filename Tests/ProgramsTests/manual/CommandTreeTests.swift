import Codec
import Foundation
import TestSupport
import Testing

@Suite("dstackgov, every command")
struct CommandTreeTests {
    @Test("takes --json, and no secret as an argument")
    func options() async throws {
        let tree = try await CommandTree.read()
        #expect(tree.leaves.count > 100)
        for leaf in tree.leaves {
            #expect(leaf.options.contains("json"), "\(leaf.words.joined(separator: " "))")
            let secrets = leaf.options.intersection(["password", "key-hex", "mnemonic", "token"])
            #expect(secrets.isEmpty, "\(leaf.words.joined(separator: " ")): \(secrets)")
        }
    }

    @Test("of eth that computes answers --json as a line is answered")
    func computed() async throws {
        let (good, bad) = (["keccak", "0x00"], ["keccak", "0x0"])
        for arguments in [good, bad] {
            let one = try await Program.dstackgov.run(["eth"] + arguments + ["--json"])
            let line = #"{"data": "\#(arguments[1])"}"#
            let many = try await Program.dstackgov.run(["eth", "keccak", "--lines"], input: line)
            #expect(try JSONValue(parsing: one.output) == JSONValue(parsing: many.output))
            #expect(one.status == (arguments == good ? 0 : 2) && many.status == 0)
        }
        let absent = try await Program.dstackgov.run(["eth", "header-hash", "/nowhere", "--json"])
        #expect(try JSONValue(parsing: absent.output)["error"]?["rule"] == "input")
    }

    @Test("that does not exist is told, with the one that was perhaps meant")
    func unknownCommands() async throws {
        let rows = [
            (["nonsense"], "dstackgov: no command nonsense", "See dstackgov --help"),
            (["propos", "kms"], "no command propos", "Perhaps propose?"),
            (
                ["propose", "kms", "add-osimage", "0x", "--purpose", "p", "--out", "x"],
                "dstackgov propose kms: no command add-osimage", "Perhaps add-os-image?"
            ),
        ]
        for (arguments, what, remedy) in rows {
            let outcome = try await Program.dstackgov.run(arguments)
            #expect(outcome.status == 2 && outcome.errors.contains(what), "\(outcome.errors)")
            #expect(outcome.errors.contains(remedy), "\(outcome.errors)")
        }
    }
}
