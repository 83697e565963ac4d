import Codec
import Foundation
import TestSupport
import Testing

@Suite("dstackgov man and --help")
struct ManualTests {
    /// The page as it was reviewed: `Snapshots/dstackgov.1`, made by `dstackgov man`. It holds the
    /// help of every command, so that a change of any option shows there.
    private static let snapshot = Snapshots.folder.appending(path: "dstackgov.1")

    @Test("the manual page, with the help of every command, is as it was reviewed")
    func reviewed() async throws {
        let page = try await Program.dstackgov.run(["man"])
        #expect(page.status == 0)
        if Snapshots.isRecording { try Data(page.output.utf8).write(to: Self.snapshot) }
        let expected = try String(contentsOf: Self.snapshot, encoding: .utf8)
        let found = page.output.split(separator: "\n", omittingEmptySubsequences: false)
        let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let difference = zip(found, wanted).first { $0 != $1 }
        #expect(
            page.output == expected,
            """
            \(difference.map { "\($0.0) / \($0.1)" } ?? "longer or shorter"). Is that meant? Then \
            dstackgov man > Tests/ProgramsTests/Snapshots/dstackgov.1
            """)
    }

    @Test("every command has a section, and its --help is what stands there")
    func sections() async throws {
        let dump = try await Program.dstackgov.run(["--experimental-dump-help"])
        let root = try JSONValue(parsing: dump.output)["command"]
        var commands: [[String]] = []
        Self.collect(try #require(root), below: [], into: &commands)
        #expect(commands.count > 80)
        let page = try String(contentsOf: Self.snapshot, encoding: .utf8)
        for command in commands {
            let words = command.joined(separator: " ").replacingOccurrences(of: "-", with: "\\-")
            #expect(page.contains(".SS \"dstackgov \(words)\"\n"), "\(command)")
        }
        let plain = page.replacingOccurrences(of: "\\-", with: "-")
            .replacingOccurrences(of: "\\(dq", with: "\"")
        for command in [["execute"], ["safe", "service", "list"], ["propose", "kms"]] {
            let help = try await Program.dstackgov.run(
                command + ["--help"], environment: ["COLUMNS": "72"])
            let usage = try #require(
                help.output.split(separator: "\n").first { $0.hasPrefix("USAGE: ") })
            #expect(help.status == 0 && plain.contains(usage), "\(command)")
        }
    }

    private static func collect(
        _ command: JSONValue, below path: [String], into commands: inout [[String]]
    ) {
        for inner in command["subcommands"]?.array ?? [] {
            guard let name = inner["commandName"]?.string, name != "help" else { continue }
            commands.append(path + [name])
            collect(inner, below: path + [name], into: &commands)
        }
    }

    @Test("groff has nothing to say against the page, and man shows it")
    func roff() async throws {
        let groff = "/usr/bin/groff"
        guard FileManager.default.isExecutableFile(atPath: groff) else {
            print("groff is absent: the manual page is not formatted")
            return
        }
        let process = Process()
        process.executableURL = URL(filePath: groff)
        process.arguments = ["-man", "-ww", "-Tutf8", Self.snapshot.path]
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let page = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let warnings = String(
            decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && warnings.isEmpty, "\(warnings.prefix(500))")
        #expect(page.contains("safe service list") && page.contains("ETH_RPC_URL"))
    }
}
