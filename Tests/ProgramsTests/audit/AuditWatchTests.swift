import Codec
import Foundation
import FoundationNetworking
import Synchronization
import TestSupport
import Testing

@Suite(
    "The auditor's service, killed and refused", .serialized,
    .enabled(if: Devnet.isAvailable))
struct AuditWatchTests {
    @Test("A sync that is killed again and again ends with the bytes of one that was not")
    func killed() async throws {
        let world = try await World.start()
        _ = try await world.dstackgov("eth", "rpc", "anvil_mine", "120")
        let arguments = ["audit", "sync", "--to", "latest", "--page", "4"]
        for page in 1...3 {
            let program = try Program.dstackgov.start(
                arguments, environment: ["ETH_RPC_URL": world.chain.url], in: world.folder)
            // Behind pages that are told, the next one is being read or written.
            _ = await program.waits { program.errors.split(separator: "block ").count > 2 * page }
            program.signal(SIGKILL)
            #expect(await program.waitForEnd() == -SIGKILL)
        }
        let resumed = try await world.dstackgov(arguments + ["--json"])
        let whole = try await world.dstackgov(
            "audit", "sync", "--to", "latest", "--store", "whole.sqlite", "--quiet", "--json")
        #expect(resumed.status == 0 && whole.status == 0, "\(resumed.errors)")
        #expect(resumed.output == whole.output)

        // A provider of another chain is refused, beside ours and for a store that is ours.
        let foreign = try LoopbackServer { request in
            let id = (try? JSONValue(parsing: request.body))?["id"] ?? .null
            return LoopbackServer.answer(
                (["jsonrpc": "2.0", "id": id, "result": "0x1"] as JSONValue).serialized())
        }
        defer { foreign.stop() }
        let other = "http://127.0.0.1:\(foreign.port)"
        let beside = try await world.dstackgov(
            "audit", "sync", "--rpc-url", world.chain.url, "--rpc-url", other, "--quiet")
        #expect(beside.status == 1 && beside.errors.contains("serves chain 1"), "\(beside.errors)")
        let alone = try await world.dstackgov("audit", "sync", "--rpc-url", other, "--quiet")
        #expect(alone.status == 2 && alone.errors.contains("on chain 1"), "\(alone.errors)")
        let again = try await world.dstackgov(arguments + ["--json", "--quiet"])
        #expect(again.output == whole.output)
    }

    @Test("The watch misses nothing, tells nothing twice, signs what it posts and counts it")
    func watch() async throws {
        let world = try await World.start()
        try await world.settle()
        let receipt = Receipt()
        let receiver = try LoopbackServer { request in
            receipt.takes(request.header("dstack-notice") ?? "")
                ? LoopbackServer.answer("", status: "204 None")
                : LoopbackServer.answer("{}", status: "500 Broken")
        }
        defer { receiver.stop() }
        try world.write("webhook.secret", "a secret of more than 16 bytes\n")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: world.path("webhook.secret"))
        let arguments = [
            "audit", "watch", "--from-start", "--json", "--webhook",
            "http://127.0.0.1:\(receiver.port)/alerts", "--webhook-secret-file",
            "webhook.secret",
        ]
        let first = try await world.dstackgov(arguments + ["--once"])
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.errors.contains("webhook: "))
        let lines = first.output.split(separator: "\n").map { try? JSONValue(parsing: String($0)) }
        let told = lines.compactMap { alert in
            alert?["id"]?.string.map { "\($0) \(alert?["reminder"]?.integer() ?? 9)" }
        }
        #expect(told.count == lines.count && told.count > 10 && Set(told).count == told.count)
        #expect(receipt.taken == Array(told.prefix(3)))

        // The next start posts what was refused, in order; standard output has had everything.
        receipt.takesEverything()
        let second = try await world.dstackgov(arguments + ["--once"])
        #expect(second.status == 0 && second.output.isEmpty, "\(second.output)")
        #expect(receipt.taken == told)
        for request in receiver.requests {
            #expect(request.header("dstack-signature") == "sha256=" + (try hmac(request.body)))
        }

        let program = try Program.dstackgov.start(
            arguments + ["--metrics", "127.0.0.1:0", "--interval", "1"],
            environment: ["ETH_RPC_URL": world.chain.url], in: world.folder)
        #expect(await program.waits { program.errors.contains("/metrics") })
        let words = program.errors.split { " \n".contains($0) }
        let url = try #require(
            words.first { $0.hasPrefix("http") }.flatMap { URL(string: "\($0)") })
        let isFollowing = try await program.waits {
            let (data, _) = try await URLSession.shared.data(from: url)
            let text = String(decoding: data, as: UTF8.self)
            return !text.contains("dstackgov_watch_block 0\n")
                && text.contains("dstackgov_watch_pending{channel=\"webhook\"} 0\n")
        }
        #expect(isFollowing)
        let twin = try await world.dstackgov(arguments + ["--once"])
        #expect(twin.status == 2 && twin.errors.contains("another audit watch"))
        program.signal(SIGKILL)
        #expect(await program.waitForEnd() == -SIGKILL)
        #expect(program.output.isEmpty)
        #expect(receipt.taken == told)
    }

    @Test(
        "A log of decisions that rests on no contract disagrees, stands open, and removes nothing")
    func decisions() async throws {
        let world = try await World.start()
        try await world.settle()
        try world.write("c.yaml", "state: s\nmock: {policy: allow-all}\nlisten: {port: 0}\n")
        let authd = try Program.authd.start(
            ["--config", "c.yaml", "--announce", "authd.json"], in: world.folder)
        let isThere = await authd.waits {
            FileManager.default.fileExists(atPath: world.path("authd.json"))
        }
        try #require(isThere, "\(authd.errors)")
        let url = try JSONValue(parsing: try world.text("authd.json"))["url"]?.string
        for _ in 0..<3 { _ = try await AuthdClient.ask(try #require(url)) }
        let key = AuthdFolder.verifierKey(authd)
        authd.signal(SIGTERM)
        #expect(await authd.waitForEnd() == 0)
        _ = try await world.dstackgov("audit", "sync", "--quiet")
        let decisions = ["audit", "decisions", "s/log", "--public-key", key]
        let joined = try await world.dstackgov(
            decisions + ["--json", "--unused", "0", "--removal", "remove.json"])
        #expect(joined.status == 1, "\(joined.errors)")
        let document = try JSONValue(parsing: joined.output)
        #expect(document["released"]?.integer() == 3)
        #expect(document["findings"]?[0]?["kind"]?.string == "not-from-chain")
        #expect(document["findings"]?[0]?["uses"]?["count"]?.integer() == 3)
        let unused = document["unused"]?.array ?? []
        #expect(!unused.isEmpty && document["removal"]?["operationId"]?.string != nil)
        let inspected = try await world.dstackgov("inspect", "remove.json")
        #expect(inspected.status == 0, "\(inspected.errors)")
        for entry in unused {
            #expect(inspected.output.contains(entry["value"]?.string ?? "-"))
        }

        let watch = ["audit", "watch", "--once", "--json", "--log", "s/log", "--public-key", key]
        let told = try await world.dstackgov(watch)
        #expect(told.status == 1, "\(told.errors)")
        let alert = try JSONValue(parsing: told.output)
        #expect(alert["kind"]?.string == "decision-log")
        let id = try #require(alert["id"]?.string)
        #expect(try await world.dstackgov("audit", "watch", "--acknowledge", id).status == 0)
        let quiet = try await world.dstackgov(watch)
        #expect(quiet.status == 0 && quiet.output.isEmpty, "\(quiet.output)\(quiet.errors)")

        let records = world.folder.appending(path: "s/log/records.jsonl")
        let text = try String(contentsOf: records, encoding: .utf8)
        try Data(text.replacing("allow-all", with: "allow-AL").utf8).write(to: records)
        let forged = try await world.dstackgov(decisions)
        #expect(forged.status == 1 && forged.errors.contains("records.jsonl"), "\(forged.errors)")
        let stranger = try await world.dstackgov(
            "audit", "decisions", "s/log", "--public-key", "no key")
        #expect(stranger.status == 2)
    }

    /// The HMAC-SHA256 of a body, by another implementation than the program's.
    private func hmac(_ body: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            """
            import hashlib, hmac, sys
            key = b"a secret of more than 16 bytes"
            print(hmac.new(key, sys.argv[1].encode(), hashlib.sha256).hexdigest(), end="")
            """, body,
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}

/// What a receiver takes: three notices, and everything once it is told so.
private final class Receipt: Sendable {
    private let state = Mutex((taken: [String](), limit: 3))

    var taken: [String] { state.withLock { $0.taken } }

    func takesEverything() { state.withLock { $0.limit = .max } }

    func takes(_ notice: String) -> Bool {
        state.withLock { state in
            guard state.taken.count < state.limit else { return false }
            state.taken.append(notice)
            return true
        }
    }
}
