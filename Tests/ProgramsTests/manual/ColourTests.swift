import TestSupport
import Testing

@Suite("colour of dstackgov")
struct ColourTests {
    /// Calldata of `renounceOwnership()`, which is a danger.
    private static let renounce = ["inspect", "0x715018a6", "--offline"]
    private static let red = "\u{1b}[1;31m"

    @Test("a danger is red on a terminal, unless NO_COLOR is set to something")
    func terminal() async throws {
        let plain = try await Program.dstackgov.run(Self.renounce)
        #expect(plain.output.contains("danger irreversible"), "\(plain.output)\(plain.errors)")
        let painted = try await Terminal.dstackgov(Self.renounce)
        #expect(painted.status == 0)
        #expect(painted.shown.contains(Self.red + "  danger irreversible"), "\(painted.shown)")
        #expect(painted.shown.contains("\u{1b}[0m"))
        // An empty NO_COLOR counts as none (no-color.org).
        let empty = try await Terminal.dstackgov(Self.renounce, environment: ["NO_COLOR": ""])
        #expect(empty.shown == painted.shown)
        let none = try await Terminal.dstackgov(Self.renounce, environment: ["NO_COLOR": "1"])
        #expect(none.shown.replacing("\r\n", with: "\n") == plain.output)
        // Whoever wants a document gets no colour, on a terminal either.
        let document = try await Terminal.dstackgov(Self.renounce + ["--json"])
        #expect(!document.shown.contains("\u{1b}"))
    }

    @Test("what goes into a file or a pipe has no colour, with or without NO_COLOR")
    func file() async throws {
        let outcome = try await Program.dstackgov.run(
            Self.renounce, environment: ["NO_COLOR": ""])
        #expect(outcome.status == 0 && outcome.output.contains("danger irreversible"))
        #expect(!outcome.output.contains("\u{1b}") && !outcome.errors.contains("\u{1b}"))
    }
}
