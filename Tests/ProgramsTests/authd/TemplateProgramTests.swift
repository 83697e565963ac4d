import Codec
import Foundation
import TestSupport
import Testing

@Suite("dstack-authd template")
struct TemplateProgramTests {
    private static func artifact(_ name: String) -> String {
        Fixtures.root.appending(path: "contracts/artifacts/\(name).json").path
    }

    /// A configuration of a chain, without templates.
    private static let configuration = """
        state: s
        chain:
          kms: 0x1111111111111111111111111111111111111111
          providers: [{operator: one, url: "http://127.0.0.1:8545"}]

        """

    /// Contracts, what they are for, and what is in front of their line in `check-config`.
    private static let rows = [
        ("ERC1967Proxy", "proxy", "proxy"), ("DstackKms", "kms", "KMS"),
        ("DstackApp", "app", "app"),
    ]

    @Test("the entry of our own artifact is taken, and is the shipped template", arguments: rows)
    func entry(name: String, kind: String, mark: String) async throws {
        let folder = try AuthdFolder()
        let made = try await Program.authd.run(
            ["template", "--artifact", Self.artifact(name), "--kind", kind])
        #expect(made.status == 0 && made.output.hasPrefix("templates:\n"), "\(made.errors)")
        let entry = made.output.split(separator: "\n").map { "  \($0)\n" }.joined()
        try folder.write("c.yaml", Self.configuration + entry)
        let checked = try await Program.authd.run(
            ["check-config", "--config", "c.yaml"], in: folder.url)
        #expect(checked.status == 0, "\(checked.errors)")
        let lines = checked.output.split(separator: "\n").map { $0.dropFirst(16) }
            .filter { $0.hasPrefix("\(mark) \(name) ") }
        #expect(lines.count == 2 && Set(lines).count == 1, "\(checked.output)")
        #expect(made.output.contains("layout: dstack") == (kind != "proxy"))
        #expect(!made.output.contains("not checked"))
    }

    @Test("an artifact that does not tell its storage gives an entry that says so")
    func untold() async throws {
        let folder = try AuthdFolder()
        try folder.write(
            "Mine.json", #"{"deployedBytecode": "0x6001", "immutableReferences": {}}"#)
        let made = try await Program.authd.run(
            ["template", "--artifact", "Mine.json"], in: folder.url)
        #expect(made.status == 0 && made.output.contains("  apps:\n    - name: \"Mine\"\n"))
        #expect(made.output.contains("layout: dstack  # not checked"))
        let entry = made.output.split(separator: "\n").map { "  \($0)\n" }.joined()
        try folder.write("c.yaml", Self.configuration + entry)
        let checked = try await Program.authd.run(
            ["check-config", "--config", "c.yaml"], in: folder.url)
        #expect(checked.output.contains("app Mine 0x"), "\(checked.errors)")
    }

    /// Arguments behind `--artifact`, and what is said of the file.
    private static let faults: [([String], String)] = [
        (["none.json"], "none.json: cannot be read"),
        (["text.json"], "text.json: no artifact"),
        (["hardhat-2.json"], "hardhat-2.json: does not say where immutables stand"),
        (["unlinked.json"], "unlinked.json: has libraries that are not linked"),
        ([artifact("IAppAuth")], "IAppAuth.json: has no code"),
        ([artifact("DstackKms"), "--kind", "proxy"], "DstackKms.json: has immutables"),
        ([artifact("DstackKms"), "--kind", "app"], "allowedComposeHashes does not stand"),
        ([artifact("DstackKmsMovedSlot"), "--kind", "kms"], "registeredApps does not stand"),
    ]

    @Test("an artifact that gives no template is refused in one sentence", arguments: faults)
    func refuses(arguments: [String], words: String) async throws {
        let folder = try AuthdFolder()
        try folder.write("text.json", "pragma solidity ^0.8.24;")
        try folder.write("hardhat-2.json", #"{"deployedBytecode": "0x6001"}"#)
        try folder.write(
            "unlinked.json", #"{"deployedBytecode": "0x73__$ab$__", "immutableReferences": {}}"#)
        let made = try await Program.authd.run(
            ["template", "--artifact"] + arguments, in: folder.url)
        #expect(made.status == 1 && made.output.isEmpty)
        #expect(made.errors.contains(words), "\(made.errors)")
        #expect(made.errors.split(separator: "\n").count == 1, "\(made.errors)")
    }
}
