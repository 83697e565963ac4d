import Codec
import Foundation
import TestSupport
import Testing

extension ProposalSuites {
    /// What a proposer, a file's name or a chain says cannot draw what a signer sees.
    @Suite("words of others on the terminal")
    struct DrawingTests {
        /// Clears the screen, turns the text around, and has digits and letters that look like others.
        private static let drawing = "\u{1b}[2J\u{202e}\u{9b}31m 0x\u{ff11}\u{430}\u{200b}"

        /// Whether a text is of printable ASCII, line ends and the arrow of a change alone.
        private static func isPlain(_ text: String) -> Bool {
            text.unicodeScalars.allSatisfy {
                (0x20...0x7e).contains($0.value) || "\n\u{2192}".unicodeScalars.contains($0)
            }
        }

        @Test("a purpose, a provenance and a file's name are shown written out")
        func proposal() async throws {
            let world = try await Proposals.world
            let provenance: JSONValue = [
                "sourceCommit": .string("c" + Self.drawing), "build": .string(Self.drawing),
                "artifactDigest": .string(Self.drawing),
            ]
            try world.write("drawn.provenance.json", provenance.serialized())
            try await world.succeed([
                "propose", "kms", "add-os-image", World.image("dd"), "--purpose",
                "a " + Self.drawing, "--provenance", "drawn.provenance.json", "--out",
                "drawn.json",
            ])
            let page = try await world.dstackgov("inspect", "drawn.json", "--offline")
            #expect(page.status == 0 && Self.isPlain(page.output), "\(page.output)")
            for code in ["1b", "202e", "9b", "ff11", "430", "200b"] {
                #expect(page.output.contains("\\u{\(code)}"), "\(code)")
            }
            // The file holds the words as they are: what is hashed is not what is shown.
            #expect(try world.text("drawn.json").contains("\u{202e}"))
            let missing = try await world.dstackgov("inspect", "none\(Self.drawing).json")
            #expect(missing.status == 2 && Self.isPlain(missing.errors), "\(missing.errors)")
            #expect(missing.errors.contains("\\u{202e}"))
        }

        @Test("a text of the chain's is shown written out, and in JSON by its numbers")
        func calldata() async throws {
            let encoded = try await Program.dstackgov.run([
                "eth", "abi-encode", "--selector", "setGatewayAppId(string)", Self.drawing,
            ])
            let data = encoded.output.trimmingCharacters(in: .whitespacesAndNewlines)
            let page = try await Program.dstackgov.run(["inspect", data, "--offline"])
            #expect(page.status == 0 && Self.isPlain(page.output), "\(page.output)\(page.errors)")
            #expect(page.output.contains("\\u{202e}"))
            let json = try await Program.dstackgov.run(["inspect", data, "--offline", "--json"])
            #expect(json.status == 0 && Self.isPlain(json.output), "\(json.output)")
        }
    }
}
