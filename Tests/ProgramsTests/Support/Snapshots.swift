import Codec
import Foundation
import Primitives
import TestSupport
import Testing

/// What programs rely on: `Tests/ProgramsTests/Snapshots` holds the members of each command's JSON
/// answer. Every answer that a test gets is compared; a new member, or one that is gone, is a change of
/// the interface.
///
/// With `RECORD_SNAPSHOTS=1` in the environment what is found is added to the files, for review.
enum Snapshots {
    static let folder = Fixtures.root.appending(path: "Tests/ProgramsTests/Snapshots")
    static let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"

    /// Compares what a command printed with the reviewed members of its answers: one document, or,
    /// of a watch, one a line.
    static func check(_ arguments: [String], _ output: String) throws {
        let name = command(arguments)
        // What eth rpc answers is the node's.
        guard name != "eth-rpc", groups.contains(arguments.first ?? "") else { return }
        let limits = JSONLimits(byteCount: 64 << 20, depth: 256, valueCount: 4_000_000)
        if let answer = try? JSONValue(parsing: Bytes(utf8: output), limits: limits) {
            return try check(name, answer)
        }
        for line in output.split(separator: "\n") {
            guard let answer = try? JSONValue(parsing: Bytes(utf8: String(line)), limits: limits)
            else { continue }
            try check(name, answer)
        }
    }

    /// Groups whose every answer in any test is compared; of the others, those that `World.succeed`
    /// gets.
    private static let groups: Set = [
        "measure", "audit", "attest", "brake", "eth", "key",
    ]

    /// Compares one answer with the reviewed members of its command.
    static func check(_ arguments: [String], _ answer: JSONValue) throws {
        try check(command(arguments), answer)
    }

    private static func check(_ name: String, _ answer: JSONValue) throws {
        var found: Set<String> = []
        collect(answer, at: "", into: &found)
        let file = folder.appending(path: "\(name).shape")
        var shape = Shape((try? String(contentsOf: file, encoding: .utf8)) ?? "")
        if isRecording {
            shape.record(found)
            try Data(shape.text.utf8).write(to: file)
        }
        let surplus = found.filter { !shape.allows($0) }
        #expect(
            surplus.isEmpty, "\(name): \(surplus.sorted()) is not in \(name).shape")
        let missing = shape.required.subtracting(found.map(Shape.top))
        #expect(
            missing.isEmpty, "\(name): \(missing.sorted()) is gone")
    }

    /// The command of a command line. All proposals answer alike.
    private static func command(_ arguments: [String]) -> String {
        let depth: Int
        switch (arguments.first, arguments.dropFirst().first) {
        case ("safe", "service"), ("eth", "wallet"): depth = 3
        case ("safe", _), ("audit", _), ("key", _), ("measure", _), ("attest", _), ("brake", _),
            ("eth", _):
            depth = 2
        case ("deploy", "verify"), ("signatures", "nest"): depth = 2
        default: depth = 1
        }
        return arguments.prefix(depth).joined(separator: "-")
    }

    private static func collect(
        _ value: JSONValue, at path: String, into found: inout Set<String>
    ) {
        switch value {
        case .object(let members):
            for member in members {
                collect(
                    member.value, at: path.isEmpty ? member.name : path + "." + member.name,
                    into: &found)
            }
        case .array(let items):
            if items.isEmpty { found.insert(path + "[]") }
            for item in items { collect(item, at: path + "[]", into: &found) }
        default: found.insert(path)
        }
    }
}

/// The members of a command's answers.
private struct Shape {
    /// The paths of all members that an answer may have.
    private(set) var paths: Set<String> = []
    /// The outermost members that an answer need not have.
    private(set) var optional: Set<String> = []

    private static let mark = "optional: "

    /// The shape that a file describes.
    init(_ text: String) {
        for line in text.split(separator: "\n").map(String.init) {
            if line.hasPrefix(Shape.mark) {
                optional = Set(
                    line.dropFirst(Shape.mark.count)
                        .split(separator: " ", omittingEmptySubsequences: false).map(String.init))
            } else {
                paths.insert(line)
            }
        }
    }

    /// The shape as a file.
    var text: String {
        let first = optional.isEmpty ? [] : [Shape.mark + optional.sorted().joined(separator: " ")]
        return (first + paths.sorted()).joined(separator: "\n") + "\n"
    }

    /// The outermost members that every answer has.
    var required: Set<String> { Set(paths.map(Shape.top)).subtracting(optional) }

    /// Whether a member is known; an empty list stands for any.
    func allows(_ path: String) -> Bool {
        paths.contains(path) || path.hasSuffix("[]") && paths.contains { $0.hasPrefix(path) }
    }

    /// Learns from an answer.
    mutating func record(_ found: Set<String>) {
        let tops = Set(found.map(Shape.top))
        if !paths.isEmpty {
            optional.formUnion(Set(paths.map(Shape.top)).symmetricDifference(tops))
        }
        paths.formUnion(found.filter { !allows($0) })
    }

    /// The outermost member of a path.
    static func top(_ path: String) -> String {
        String(path.prefix { $0 != "." && $0 != "[" })
    }
}
