import Foundation
import Primitives
import TestSupport

/// Data of public chains, which lies beside the checkout where it is there at all.
enum SharedData {
    /// Says in the test's output that a corpus is absent, so that nobody takes silence for success.
    static func isAbsent(_ path: String) -> Bool {
        guard Fixtures.sharedData == nil else { return false }
        print("shared/data is absent: \(path) was not read")
        return true
    }

    /// The objects of a JSON Lines file below `chain/`.
    static func lines(_ path: String) throws -> [FixtureCase] {
        guard let folder = Fixtures.sharedData else { return [] }
        let text = try String(
            contentsOf: folder.appending(path: "chain/" + path), encoding: .utf8)
        return try text.split(separator: "\n").map { try FixtureCase(line: String($0)) }
    }

    /// The objects of the JSON files in a folder below `chain/`, by their names.
    static func files(in path: String) throws -> [FixtureCase] {
        guard let folder = Fixtures.sharedData?.appending(path: "chain/" + path) else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        return try names.filter { $0.hasSuffix(".json") }.map { name in
            try FixtureCase(
                line: String(contentsOf: folder.appending(path: name), encoding: .utf8))
        }
    }
}

extension FixtureValue {
    /// A slot as questions write it: hex of any length, with or without `0x`.
    func slot() throws -> Hash32 {
        guard let text = string else { throw UnreadableFixture(member: "slot", value: self) }
        let digits = text.hasPrefix("0x") ? String(text.dropFirst(2)) : text
        let even = digits.count.isMultiple(of: 2) ? digits : "0" + digits
        guard let slot = Hash32(leftPadding: try Bytes(hex: "0x" + even)) else {
            throw UnreadableFixture(member: "slot", value: self)
        }
        return slot
    }
}
