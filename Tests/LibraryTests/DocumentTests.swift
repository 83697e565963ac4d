import Foundation
import TestSupport
import Testing

/// The page shows what is compiled: every block of Swift in it is an example of these suites.
@Suite("docs/library.md shows the examples as they are compiled")
struct DocumentTests {
    @Test("every block of the page is an example, and every example is on the page")
    func blocks() throws {
        let page = try String(
            contentsOf: Fixtures.root.appending(path: "docs/library.md"), encoding: .utf8)
        let shown = page.components(separatedBy: "```swift\n").dropFirst().map { part in
            part.components(separatedBy: "\n```")[0]
        }
        #expect(Set(shown) == Set(try DocumentTests.examples()))
        #expect(shown.count >= 8)
    }

    /// What stands between `// example: …` and `// end` in the files beside this one.
    private static func examples() throws -> [String] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let files = try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil
        ).filter { $0.lastPathComponent.hasSuffix("Example.swift") }
        return try files.flatMap { file in
            let text = try String(contentsOf: file, encoding: .utf8)
            return text.components(separatedBy: "        // example: ").dropFirst().map { part in
                let lines = part.components(separatedBy: "\n").dropFirst()
                    .prefix { $0 != "        // end" }
                return lines.map { String($0.dropFirst(8)) }.joined(separator: "\n")
            }
        }
    }
}
