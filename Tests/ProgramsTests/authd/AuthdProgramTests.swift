import Codec
import Foundation
import FoundationNetworking
import TestSupport
import Testing

/// A folder for one service, removed with it.
final class AuthdFolder: Sendable {
    let url: URL

    init(in place: URL = FileManager.default.temporaryDirectory) throws {
        url = place.appending(path: "authd-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: url.appending(path: name))
    }

    func text(_ name: String) throws -> String {
        try String(contentsOf: url.appending(path: name), encoding: .utf8)
    }

    /// Starts a service and waits until it announces itself.
    func start(
        _ arguments: [String] = [], environment: [String: String] = [:]
    ) async throws -> (RunningProgram, url: String) {
        let file = path("announced.json")
        try? FileManager.default.removeItem(atPath: file)
        let program = try Program.authd.start(
            ["--announce", file] + arguments, environment: environment, in: url)
        let isThere = await program.waits { FileManager.default.fileExists(atPath: file) }
        guard isThere else { throw Failure(text: program.errors) }
        let text = try String(contentsOfFile: file, encoding: .utf8)
        return (program, try JSONValue(parsing: text)["url"]?.string ?? "")
    }

    struct Failure: Error { let text: String }

    /// The verifier key that a service told at its start.
    static func verifierKey(_ program: RunningProgram) -> String {
        let words = program.errors.split { " \n\t".contains($0) }
        return words.first { $0.hasPrefix("key=") }.map { String($0.dropFirst(4)) } ?? ""
    }
}

/// Asks over HTTP as a KMS does.
enum AuthdClient {
    static func body(image: String = "a1", app: String = String(repeating: "11", count: 20))
        -> String
    {
        func hex(_ byte: String) -> String { String(repeating: byte, count: 32) }
        return """
            {"teeVariant":"dstack-tdx","mrAggregated":"\(hex("a2"))","osImageHash":"\(hex(image))",\
            "mrSystem":"\(hex("66"))","appId":"\(app)","composeHash":"\(hex("a4"))",\
            "instanceId":"","deviceId":"\(hex("a5"))","keyProviderInfo":"",\
            "tcbStatus":"UpToDate","advisoryIds":[]}
            """
    }

    static func ask(
        _ url: String, _ path: String = "/bootAuth/app", _ body: String = body()
    ) async throws -> (JSONValue, HTTPURLResponse) {
        var request = URLRequest(url: try #require(URL(string: url + path)))
        request.httpMethod = "POST"
        request.setValue("application/json", forHTTPHeaderField: "content-type")
        request.httpBody = Data(body.utf8)
        let (data, response) = try await URLSession.shared.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        return (try JSONValue(parsing: String(decoding: data, as: UTF8.self)), answer)
    }
}

@Suite("dstack-authd, the program")
struct AuthdProgramTests {
    @Test("settings that are none keep it from starting, with file and line")
    func refuses() async throws {
        let folder = try AuthdFolder()
        try folder.write("c.yaml", "state: s\nmock: {policy: allow-all}\nlitsen: {}\n")
        for arguments in [["--config", "c.yaml"], ["check-config", "--config", "c.yaml"]] {
            let outcome = try await Program.authd.run(arguments, in: folder.url)
            #expect(outcome.status != 0)
            #expect(outcome.errors.contains("c.yaml:3:1: the configuration has no \"litsen\""))
        }
        let nothing = try await Program.authd.run([], in: folder.url)
        #expect(nothing.status != 0 && nothing.errors.contains("ETH_RPC_URL"))
        let both = try await Program.authd.run(
            ["--config", "c.yaml"], environment: ["ETH_RPC_URL": "http://127.0.0.1:1"],
            in: folder.url)
        #expect(both.status != 0 && both.errors.contains("only one may say it"))
    }

    @Test("a stop finishes what it took: the answer, its record and the last head")
    func stopsGracefully() async throws {
        let folder = try AuthdFolder()
        // The old webhook answers once the service was told to stop.
        let shadow = try LoopbackServer { _ in [.pause(.seconds(2)), .close] }
        try folder.write(
            "c.yaml",
            """
            state: s
            mock: {policy: allow-all}
            listen: {port: 0}
            shadow: {url: "http://127.0.0.1:\(shadow.port)", milliseconds: 20000}
            """)
        let (program, url) = try await folder.start(["--config", "c.yaml"])
        async let asked = AuthdClient.ask(url)
        #expect(await program.waits { shadow.connectionCount > 0 })
        program.signal(SIGTERM)
        let (answer, response) = try await asked
        #expect(answer["isAllowed"]?.bool == false)
        #expect(response.value(forHTTPHeaderField: "dstack-code") == "shadow")
        #expect(await program.waitForEnd() == 0)
        let id = response.value(forHTTPHeaderField: "dstack-decision-id") ?? ""
        let shown = try await Program.authd.run(
            ["log", "show", "--log", "s/log", id], in: folder.url)
        #expect(shown.status == 0, "\(shown.errors)")
        let verified = try await Program.authd.run(
            ["log", "verify", "--log", "s/log", "--public-key", AuthdFolder.verifierKey(program)],
            in: folder.url)
        #expect(verified.output.contains("1 records, 1 signed heads"), "\(verified.output)")
    }

    @Test("an import of auth-simple's file ends with 1 where a boot could be answered otherwise")
    func imports() async throws {
        let folder = try AuthdFolder()
        let kept = #"{"osImages": [], "kms": {"allowAnyDevice": true}, "apps": {}}"#
        for (text, status, told) in [
            (kept, Int32(0), "0 OS images"),
            (kept.replacing("true", with: "false"), 1, "change: kms: "),
            ("{", 2, ""), (kept.replacing("[]", with: "[1]"), 2, ""),
        ] {
            try folder.write("auth-config.json", text)
            let outcome = try await Program.authd.run(
                ["import-policy", "auth-config.json"], in: folder.url)
            #expect(outcome.status == status, "\(text): \(outcome.errors)")
            #expect(outcome.output.hasPrefix(told), "\(outcome.output)")
            #expect(outcome.errors.isEmpty != told.isEmpty)
        }
    }

    @Test("a log is verified, shown, proved and repeated by the programs")
    func log() async throws {
        let folder = try AuthdFolder()
        try folder.write(
            "c.yaml", "state: s\nmock: {policy: allow-all}\nlisten: {port: 0}\n")
        let (program, url) = try await folder.start(["--config", "c.yaml"])
        var id = ""
        for _ in 0..<5 {
            let (answer, response) = try await AuthdClient.ask(url)
            #expect(answer["isAllowed"]?.bool == true)
            id = response.value(forHTTPHeaderField: "dstack-decision-id") ?? ""
        }
        let key = AuthdFolder.verifierKey(program)
        program.signal(SIGTERM)
        #expect(await program.waitForEnd() == 0)
        let verified = try await Program.authd.run(
            ["log", "verify", "--log", "s/log", "--public-key", key], in: folder.url)
        #expect(verified.output.contains("5 records, 1 signed heads"), "\(verified.errors)")
        let shown = try await Program.authd.run(
            ["log", "show", "--log", "s/log", id], in: folder.url)
        #expect(try JSONValue(parsing: shown.output)["kind"]?.string == "app")
        let proved = try await Program.authd.run(
            ["log", "prove", "--log", "s/log", "2", "--since", "1"], in: folder.url)
        let proof = try JSONValue(parsing: proved.output)
        #expect(proof["path"]?.array?.count == 3 && proof["consistency"] != nil)
        let repeated = try await Program.dstackgov.run(
            ["audit", "replay-decision", "s/log", "--json"], in: folder.url)
        #expect(try JSONValue(parsing: repeated.output)["repeated"]?.integer() == 5)
        let records = folder.url.appending(path: "s/log/records.jsonl")
        let text = try String(contentsOf: records, encoding: .utf8)
        try Data(text.replacing("allow-all\\\"", with: "allow-AL\\\"").utf8).write(to: records)
        let changed = try await Program.authd.run(
            ["log", "verify", "--log", "s/log", "--public-key", key], in: folder.url)
        #expect(changed.status != 0)
    }
}
