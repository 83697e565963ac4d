import Codec
import Foundation
import Primitives
import TestSupport
import Testing

/// Corpora that run through `dstackgov eth COMMAND --lines`.
enum EthLines {
    /// As deep as the commands read.
    static let limits = JSONLimits(byteCount: 64 << 20, depth: 256, valueCount: 4_000_000)

    /// All cases of a corpus file.
    static func cases(_ path: String) throws -> [JSONValue] {
        try Fixtures.text(path).split(separator: "\n").map { line in
            try JSONValue(parsing: Bytes(utf8: String(line)), limits: limits)
        }
    }

    /// The answers to these lines, in order: as many as there are lines.
    static func answers(_ command: String, to lines: [JSONValue]) async throws -> [JSONValue] {
        let input = lines.map { $0.serialized(.compact.ascii) + "\n" }.joined()
        let outcome = try await Program.dstackgov.run(["eth", command, "--lines"], input: input)
        #expect(outcome.status == 0, "\(command): \(outcome.errors)")
        let answers = try outcome.output.split(separator: "\n").map { line in
            try JSONValue(parsing: Bytes(utf8: String(line)), limits: limits)
        }
        try #require(answers.count == lines.count, "\(command)")
        return answers
    }

    /// Runs every case of a file and compares the answers with what `expected` says.
    static func accept(
        _ command: String, _ path: String, count: Int,
        line: (JSONValue) throws -> JSONValue = { $0 },
        expected: (JSONValue) throws -> JSONValue
    ) async throws {
        let cases = try cases(path)
        #expect(cases.count == count, "\(path)")
        let answers = try await answers(command, to: cases.map(line))
        for (item, answer) in zip(cases, answers) {
            let wanted = try expected(item)
            let found = answer["ok"]
            #expect(
                found.map { covers($0, wanted) } == true,
                "\(command), \(item["id"]?.string ?? "?"): \(answer.serialized().prefix(300))")
        }
    }

    /// Runs every case of a file, which must be refused, and compares the rules.
    static func reject(
        _ command: String, _ path: String, count: Int,
        line: (JSONValue) throws -> JSONValue = { $0 },
        rules: (String) -> Set<String> = { [$0] }
    ) async throws {
        let cases = try cases(path)
        #expect(cases.count == count, "\(path)")
        let answers = try await answers(command, to: cases.map(line))
        for (item, answer) in zip(cases, answers) {
            let rule = item["rule"]?.string ?? "?"
            let found = answer["error"]?["rule"]?.string ?? "taken"
            #expect(
                rules(rule).contains(found),
                "\(command), \(item["id"]?.string ?? "?"): \(rule), found \(found)")
            #expect(answer["error"]?["message"]?.string?.isEmpty == false)
        }
    }

    /// Whether an answer has what is wanted: members that nobody asked for may stand beside it, and
    /// addresses may be written with their checksum.
    static func covers(_ found: JSONValue, _ wanted: JSONValue) -> Bool {
        switch (found, wanted) {
        case (.object, .object(let members)):
            return members.allSatisfy { member in
                covers(found[member.name] ?? .null, member.value)
            }
        case (.array(let items), .array(let others)):
            return items.count == others.count && zip(items, others).allSatisfy(covers)
        case (.string(let text), .string(let other)):
            return text.utf8.elementsEqual(other.utf8)
                || other.utf8.count == 42 && (try? Address(hex: text)) == (try? Address(hex: other))
                    && (try? Address(hex: text)) != nil
        default: return found == wanted
        }
    }
}

extension JSONValue {
    /// The same object with another member, or with the member's value replaced.
    func setting(_ name: String, _ value: JSONValue) -> JSONValue {
        let others = (object ?? []).filter { !$0.isNamed(name) }
        return .object(others + [JSONMember(name, value)])
    }

    /// The member of this name, or null.
    func member(_ name: String) -> JSONValue { self[name] ?? .null }
}
