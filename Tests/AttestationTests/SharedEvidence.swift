import Foundation
import Primitives
import TestSupport

/// Evidence of real machines, which stands beside the checkout and is read where it is there.
enum SharedEvidence {
    /// The cases of a JSON Lines file; empty, and said so, where the checkout stands alone.
    static func cases(_ path: String) throws -> [FixtureCase] {
        guard let folder else {
            print("no ../shared/data/attestation: \(path) is not tested")
            return []
        }
        let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
        return try text.split(separator: "\n").map { line in try FixtureCase(line: String(line)) }
    }

    /// The bytes of a file; none, and said so, where the checkout stands alone.
    static func bytes(_ path: String) throws -> Bytes {
        guard let folder else {
            print("no ../shared/data/attestation: \(path) is not tested")
            return Bytes()
        }
        return Bytes([UInt8](try Data(contentsOf: folder.appending(path: path))))
    }

    private static let folder = Fixtures.sharedData?.appending(path: "attestation")
}
