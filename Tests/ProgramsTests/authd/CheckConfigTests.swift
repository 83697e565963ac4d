import Foundation
import TestSupport
import Testing

@Suite("dstack-authd check-config")
struct CheckConfigTests {
    private static let examples = Fixtures.root.appending(path: "packaging/dstack-authd/examples")

    @Test(
        "says what each example configuration means, as it was reviewed",
        arguments: ["base", "development", "ethereum", "private-chain"])
    func reviewed(name: String) async throws {
        let told = try await Program.authd.run(
            ["check-config", "--config", "\(name).yaml"], in: Self.examples)
        #expect(told.status == 0 && told.errors.isEmpty, "\(told.errors)")
        let snapshot = Snapshots.folder.appending(path: "check-config-\(name).txt")
        if Snapshots.isRecording { try Data(told.output.utf8).write(to: snapshot) }
        let expected = try String(contentsOf: snapshot, encoding: .utf8)
        let pairs = zip(told.output.split(separator: "\n"), expected.split(separator: "\n"))
        let difference = pairs.first { $0 != $1 }
        #expect(
            told.output == expected,
            """
            \(difference.map { "\($0.0) / \($0.1)" } ?? "longer or shorter"). Is that meant? Then \
            RECORD_SNAPSHOTS=1 and review the difference.
            """)
    }

    @Test("every example of the folder has its snapshot")
    func all() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.examples.path)
        let snapshots = try FileManager.default.contentsOfDirectory(atPath: Snapshots.folder.path)
        for file in files {
            let name = file.replacing(".yaml", with: "")
            #expect(snapshots.contains("check-config-\(name).txt"), "\(file)")
        }
        #expect(files.count == snapshots.filter { $0.hasPrefix("check-config-") }.count)
    }
}
