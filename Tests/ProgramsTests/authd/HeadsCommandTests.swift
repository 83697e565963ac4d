import Codec
import Foundation
import TestSupport
import Testing

@Suite("dstack-authd heads, the command without a service that does its part")
struct HeadsCommandTests {
    private static let kept = """
        {"version":1,"floor":{"number":"7","hash":"0x\(String(repeating: "07", count: 32))",\
        "acceptedAt":1800000000},"halt":{"code":"final.regressed","sentence":"block 7 was \
        accepted","seenAt":1800000001},"quarantine":{"a":"proof.key","b":"header.hash"}}

        """

    private func folder(_ kept: String? = Self.kept) throws -> AuthdFolder {
        let folder = try AuthdFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("s"), withIntermediateDirectories: true)
        if let kept { try folder.write("s/heads.json", kept) }
        return folder
    }

    private func heads(_ folder: AuthdFolder, _ arguments: String...) async throws
        -> Program.Outcome
    {
        try await Program.authd.run(["heads"] + arguments + ["--state", "s"], in: folder.url)
    }

    /// A command that has left its order, and where.
    private func ordering(_ folder: AuthdFolder) async throws -> (RunningProgram, order: String) {
        let command = try Program.authd.start(
            ["heads", "release", "b", "--state", "s"], in: folder.url)
        let order = folder.path("s/heads-order.json")
        #expect(await command.waits { FileManager.default.fileExists(atPath: order) })
        return (command, order)
    }

    @Test("show prints floor, halt and excluded operators, as table and as JSON")
    func show() async throws {
        let folder = try folder()
        let table = try await heads(folder, "show")
        let hash = "0x" + String(repeating: "07", count: 32)
        #expect(table.status == 0)
        #expect(
            table.output == """
                service     does not run
                floor       block 7 \(hash)
                accepted    2027-01-15T08:00:00Z
                halt        final.regressed since 2027-01-15T08:00:01Z
                            block 7 was accepted
                excluded    a proof.key
                excluded    b header.hash

                """)
        let json = try JSONValue(parsing: try await heads(folder, "show", "--json").output)
        #expect(json["isServed"]?.bool == false)
        let kept = try JSONValue(parsing: Self.kept)
        for member in ["floor", "halt", "quarantine"] {
            let value = try #require(json[member])
            #expect(!value.isNull && value == kept[member], "\(member)")
        }
    }

    @Test("a state that is none, or says nothing, is a fault and not a state without a halt")
    func faults() async throws {
        for kept in [nil, "", #"{"version":2}"#] {
            let folder = try folder(kept)
            for arguments in [["show"], ["acknowledge"], ["release", "a"]] {
                let outcome = try await Program.authd.run(
                    ["heads"] + arguments + ["--state", "s"], in: folder.url)
                #expect(outcome.status == 1 && outcome.output.isEmpty, "\(arguments)")
                #expect(outcome.errors.contains("s/heads.json"), "\(outcome.errors)")
            }
        }
    }

    @Test("what was typed wrong orders nothing")
    func typed() async throws {
        let folder = try folder()
        let short = try await heads(folder, "acknowledge", "--floor", "0x12")
        #expect(short.status == 1 && short.errors.contains("64 hexadecimal digits"))
        let nobody = try await heads(folder, "release")
        #expect(nobody.status == 64)
    }

    @Test("where no service runs nothing is changed, and the command says so")
    func notServed() async throws {
        let folder = try folder()
        for arguments in [["acknowledge"], ["release", "b"]] {
            let outcome = try await Program.authd.run(
                ["heads"] + arguments + ["--state", "s"], in: folder.url)
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("nothing was changed: no service runs on s"))
        }
        #expect(
            try String(contentsOfFile: folder.path("s/heads.json"), encoding: .utf8) == Self.kept)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("s")).count == 1)
    }

    @Test("a service that ends before it takes the order: the order is taken back, exit code 1")
    func ended() async throws {
        let folder = try folder()
        let mark = try Mark(folder.path("s/heads.lock"))
        let (command, order) = try await ordering(folder)
        let facts = try FileManager.default.attributesOfItem(atPath: order)
        #expect(facts[.posixPermissions] as? Int == 0o600)
        let second = try await heads(folder, "acknowledge")
        #expect(second.status == 1 && second.errors.contains("another order is being given"))
        mark.end()
        #expect(await command.waitForEnd() == 1)
        #expect(command.errors.contains("nothing was changed: no service runs on s"))
        #expect(!FileManager.default.fileExists(atPath: order))
    }

    @Test("a service that takes the order and ends: nobody knows, exit code 2")
    func unanswered() async throws {
        let folder = try folder()
        let mark = try Mark(folder.path("s/heads.lock"))
        let (command, order) = try await ordering(folder)
        try FileManager.default.removeItem(atPath: order)
        // The answer to another order is none to this one.
        try folder.write(
            "s/heads-answer.json",
            #"{"version":1,"id":"other","isDone":true,"sentence":"not yours"}"#)
        mark.end()
        #expect(await command.waitForEnd() == 2)
        #expect(command.errors.contains("gave no answer") && command.output.isEmpty)
    }

    @Test("a service that hangs does not get the order later")
    func hangs() async throws {
        let folder = try folder()
        let mark = try Mark(folder.path("s/heads.lock"))
        let outcome = try await heads(folder, "release", "b")
        #expect(outcome.status == 1 && outcome.errors.contains("does not take orders"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("s/heads-order.json")))
        mark.end()
    }
}

/// The mark of a running service, held by the test.
private final class Mark {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        try #require(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    }

    func end() { flock(descriptor, LOCK_UN) }

    deinit { close(descriptor) }
}
