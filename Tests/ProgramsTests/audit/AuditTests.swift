import Codec
import Foundation
import TestSupport
import Testing

@Suite(
    "The auditor's commands, built, against a development chain", .serialized,
    .enabled(if: Devnet.isAvailable))
struct AuditTests {
    /// One line of the shell, with the programs in its path.
    private func shell(
        _ line: String, in world: World, _ environment: [String: String] = [:]
    ) async throws -> Program.Outcome {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "(\(line)) >out.txt 2>err.txt"]
        process.currentDirectoryURL = world.folder
        process.environment = [
            "PATH": Program.folder.path + ":/usr/local/bin:/usr/bin:/bin", "NO_COLOR": "1",
            "ETH_RPC_URL": world.chain.url, "SECOND_RPC_URL": world.chain.url,
        ].merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        try await process.runToEnd()
        return Program.Outcome(
            status: process.terminationStatus, output: try world.text("out.txt"),
            errors: try world.text("err.txt"))
    }

    /// The commands of `docs/audit.md`, line by line.
    private static func documented() throws -> [String] {
        let text = try String(
            contentsOf: Fixtures.root.appending(path: "docs/audit.md"), encoding: .utf8)
        var isCode = false
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isCode = line == "```sh"
            } else if isCode, !line.hasPrefix("export ") {
                lines.append(String(line))
            }
        }
        return lines
    }

    private func boot(_ world: World) -> String {
        let app = world.chain.description["deployment"]?["app"]?["address"]?.string ?? ""
        let hash = String(repeating: "77", count: 32)
        let boot: JSONValue = [
            "mrAggregated": .string(hash), "osImageHash": .string(hash), "mrSystem": "",
            "appId": .string(app), "composeHash": .string(hash), "instanceId": "",
            "deviceId": .string(hash), "tcbStatus": "UpToDate", "advisoryIds": [],
        ]
        return boot.serialized()
    }

    @Test("Every command of docs/audit.md does what it says")
    func documentation() async throws {
        let world = try await World.start()
        try await world.settle()
        try world.write("boot.json", boot(world))
        let receiver = try LoopbackServer { _ in LoopbackServer.answer("", status: "204 None") }
        defer { receiver.stop() }
        let environment = [
            "LOG_KEY": try await recordedDecision(in: world),
            "WEBHOOK_URL": "http://127.0.0.1:\(receiver.port)/alerts",
        ]
        let lines = try AuditTests.documented()
        #expect(lines.count > 25)
        for line in lines {
            let outcome = try await shell("{ \(line)\n}", in: world, environment)
            #expect(outcome.status == 0, "\(line): \(outcome.errors)")
        }
        let report = try JSONValue(parsing: try world.text("report.json"))
        #expect(report["evidence"]?["complete"]?.bool == true)
        #expect(try world.text("report.html").contains("complete: nothing is missing"))
        #expect(try world.text("changes.csv").hasPrefix("time,block,place,"))
        #expect(!receiver.requests.isEmpty)
        try await open(report: "report", of: world)
    }

    /// Lets a service on the world's chain decide once.
    ///
    /// - Returns: The verifier key of its log.
    private func recordedDecision(in world: World) async throws -> String {
        let deployment = try JSONValue(parsing: try world.text("deployment.json"))
        let kms = try #require(deployment["kms"]?["address"]?.string)
        let program = try Program.authd.start(
            ["--max-head-age", "86400", "--poll-milliseconds", "100", "--announce", "authd.json"],
            environment: ["ETH_RPC_URL": world.chain.url, "KMS_CONTRACT_ADDR": kms, "PORT": "0"],
            in: world.folder)
        let isThere = await program.waits {
            FileManager.default.fileExists(atPath: world.path("authd.json"))
        }
        try #require(isThere, "\(program.errors)")
        let url = try JSONValue(parsing: try world.text("authd.json"))["url"]?.string
        _ = try await AuthdClient.ask(try #require(url))
        let key = AuthdFolder.verifierKey(program)
        program.signal(SIGTERM)
        #expect(await program.waitForEnd() == 0)
        return key
    }

    /// Opens the report in Chromium, clicks, prints it, and compares it with the JSON.
    private func open(report: String, of world: World) async throws {
        let names = ["chromium", "chromium-browser", "google-chrome"]
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let isThere = names.contains { name in
            folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }
        guard isThere else { return print("no Chromium here: the report is not opened in one") }
        let outcome = try await shell(
            "cd '\(Fixtures.root.path)' && .venv/bin/python -m tools.browser.check_report "
                + ["html", "json", "pdf"].map { "'\(world.path("\(report).\($0)"))'" }
                .joined(separator: " "), in: world)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test("The store verifies, tells the same as the chain, and a stranger's bundle is refused")
    func whole() async throws {
        let world = try await World.start()
        try await world.settle()
        let sync = try await world.dstackgov("audit", "sync", "--quiet", "--to", "latest", "--json")
        #expect(sync.status == 0, "\(sync.errors)")
        let again = try await world.dstackgov(
            "audit", "sync", "--quiet", "--to", "latest", "--json")
        #expect(again.output == sync.output)

        // One provider is no evidence, unless the auditor accepts it as one.
        #expect(try await world.dstackgov("audit", "verify").status == 1)
        let verified = try await world.dstackgov("audit", "verify", "--quorum", "1", "--json")
        #expect(verified.status == 0, "\(verified.output)")
        let document = try JSONValue(parsing: verified.output)
        #expect(document["refutations"]?.array?.isEmpty == true)
        let states = document["states"]?.array ?? []
        #expect(states.count >= 4)

        let stored = try await world.dstackgov(
            "audit", "timeline", "--store", "audit.sqlite", "--all", "--json")
        let asked = try await world.dstackgov("audit", "timeline", "--all", "--json")
        #expect(stored.output == asked.output)
        #expect(try JSONValue(parsing: stored.output).array?.isEmpty == false)

        try await answers(world)

        let foreign = try await world.dstackgov("audit", "sync", "--bare")
        #expect(foreign.status == 2, "a complete store does not become a bare one")
        let missing = try await world.dstackgov("audit", "verify", "--store", "none.sqlite")
        #expect(missing.status == 2)
        try world.write("no.bundle", "dstack-governance audit bundle 1\nnothing")
        #expect(try await world.dstackgov("audit", "check-bundle", "no.bundle").status == 1)
    }

    /// The JSON of each command that reads the store; its members are compared with the snapshots.
    private func answers(_ world: World) async throws {
        #expect(
            try await shell("umask 077; head -c 32 /dev/urandom > audit.key", in: world).status == 0
        )
        for (command, member) in [
            (["policy", "--at", "2100-01-01"], nil), (["authority"], nil), (["report"], nil),
            (["bundle", "--key-file", "audit.key", "--out", "a.bundle"], "publicKey"),
            (["check-bundle", "a.bundle", "--quorum", "1"], "publicKey"),
        ] as [([String], String?)] {
            let told = try await world.dstackgov(["audit"] + command + ["--json"])
            #expect(told.status == 0, "\(command): \(told.errors)")
            let document = try JSONValue(parsing: told.output)
            if let member { #expect(document[member] != nil, "\(command)") }
        }
    }

    @Test("A sync tells how far it is, how fast, and how long it will take")
    func progress() async throws {
        let world = try await World.start()
        let sync = try await world.dstackgov("audit", "sync", "--page", "1", "--to", "latest")
        #expect(sync.status == 0, "\(sync.errors)")
        let told = sync.errors.matches(
            of: /block (\d+) of (\d+), (\d+) %, \d+ logs, \d+ blocks\/s, \S.* left/)
        try #require(told.count >= 2, "\(sync.errors)")
        let blocks = told.compactMap { UInt64($0.1) }
        #expect(blocks == blocks.sorted() && Set(blocks).count == blocks.count)
        #expect(told.last.map { $0.1 == $0.2 && $0.3 == "100" } == true)
        #expect(!sync.output.contains("blocks/s"))
    }
}
