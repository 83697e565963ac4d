public import Foundation
import Synchronization

/// The cases of `fixtures/`, and a record of which files were read.
///
/// `make test` compares the record with the folder: a corpus that nobody reads judges nothing.
public enum Fixtures {
    /// The root of the checkout, from this file's place in it.
    public static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Public data beside the checkout; nil where the checkout stands alone.
    public static let sharedData: URL? = {
        let folder = root.deletingLastPathComponent().appending(path: "shared/data")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    private static let opened = Mutex<Set<String>>([])

    /// All cases of a JSON Lines file, in its order.
    ///
    /// - Parameter path: The path below `fixtures/`, for example `rlp/valid.jsonl`.
    /// - Returns: One case a line.
    /// - Throws: When the file cannot be read or a line is no JSON.
    public static func cases(_ path: String) throws -> [FixtureCase] {
        let text = try text(path)
        return try text.split(separator: "\n", omittingEmptySubsequences: true).map { line in
            try FixtureCase(line: String(line))
        }
    }

    /// The text of a file below `fixtures/`.
    public static func text(_ path: String) throws -> String {
        let url = root.appending(path: "fixtures").appending(path: path)
        let text = try String(contentsOf: url, encoding: .utf8)
        try record(path)
        return text
    }

    /// Notes that `path` was read, in the file that `FIXTURES_READ` names where it is set.
    private static func record(_ path: String) throws {
        guard let place = ProcessInfo.processInfo.environment["FIXTURES_READ"] else { return }
        try opened.withLock { names in
            guard names.insert(path).inserted else { return }
            let list = names.sorted().joined(separator: "\n") + "\n"
            try list.write(toFile: place, atomically: true, encoding: .utf8)
        }
    }
}
