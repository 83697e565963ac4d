import Codec
import Foundation
import FoundationNetworking
import TestSupport
import Testing

@Suite(
    "Keys that were released on a contract's word, beside the history", .serialized,
    .enabled(if: Devnet.isAvailable))
struct DecisionsOnChainTests {
    private static let hash = String(repeating: "77", count: 32)

    private func address(_ contract: String, _ world: World) throws -> String {
        try #require(world.chain.description["deployment"]?[contract]?["address"]?.string)
    }

    /// Schedules what a command proposes.
    private func schedule(_ name: String, _ proposal: [String], in world: World) async throws {
        let proposed = try await world.dstackgov(
            ["propose"] + proposal + ["--purpose", "a test", "--out", "\(name).json"])
        #expect(proposed.status == 0, "\(proposed.errors)")
        for owner in ["owner1", "owner2"] {
            let signed = try await world.dstackgov([
                "sign", "\(name).json", "--accept", "upgrade", "--keystore", "\(owner).json",
                "--password-file", "password", "--out", "\(name).\(owner).json",
            ])
            #expect(signed.status == 0, "\(signed.errors)")
        }
        try await world.submit(name)
    }

    private func execute(_ name: String, in world: World) async throws {
        let executed = try await world.dstackgov(["execute", "\(name).json"] + World.pays)
        #expect(executed.status == 0, "\(executed.errors)")
        try await world.settle()
    }

    /// Asks until the answer is by the chain's last block, and the expected one.
    private func ask(_ url: String, _ world: World, allowed: Bool) async throws {
        let body = try world.boot(of: "0x" + DecisionsOnChainTests.hash)
        let block = try await world.dstackgov(
            "eth", "rpc", "eth_getBlockByNumber", "latest", "false")
        let newest = try #require(JSONValue(parsing: block.output)["hash"]?.string)
        for _ in 0..<100 {
            let (answer, response) = try await AuthdClient.ask(url, "/bootAuth/app", body)
            if response.value(forHTTPHeaderField: "dstack-recent-block") == newest {
                #expect(answer["isAllowed"]?.bool == allowed, "\(answer.serialized())")
                return
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("the service does not reach block \(newest): \(allowed)")
    }

    @Test("Short-lived or revoked later, by code that nobody named; the last use; each repeated")
    func released() async throws {
        let world = try await World.start()
        let (kms, app) = (try address("kms", world), try address("app", world))
        let image = ["--image", "0x" + DecisionsOnChainTests.hash, "--app", app]
        try await schedule("allow", ["allow-image"] + image, in: world)
        let code = try await world.deploy("DstackApp")
        try await schedule(
            "upgrade", ["app", "upgrade", code, "--unchecked-layout"], in: world)
        try await schedule("revoke", ["revoke-image"] + image, in: world)
        try await world.pass(seconds: 3_700)
        let authd = try Program.authd.start(
            ["--max-head-age", "86400", "--poll-milliseconds", "50", "--announce", "authd.json"],
            environment: ["ETH_RPC_URL": world.chain.url, "KMS_CONTRACT_ADDR": kms, "PORT": "0"],
            in: world.folder)
        let isThere = await authd.waits {
            FileManager.default.fileExists(atPath: world.path("authd.json"))
        }
        try #require(isThere, "\(authd.errors)")
        let url = try #require(JSONValue(parsing: try world.text("authd.json"))["url"]?.string)
        try await execute("allow", in: world)
        try await ask(url, world, allowed: true)
        try await execute("upgrade", in: world)
        try await ask(url, world, allowed: true)
        try await execute("revoke", in: world)
        try await ask(url, world, allowed: false)
        let key = AuthdFolder.verifierKey(authd)
        authd.signal(SIGTERM)
        #expect(await authd.waitForEnd() == 0)

        try await judge(world, key: key, code: code)
        try await explain(world)
    }

    /// What was allowed in each block, and the line of the history that decided it.
    private func explain(_ world: World) async throws {
        try world.write("boot.json", try world.boot(of: "0x" + DecisionsOnChainTests.hash))
        let changes = try await world.dstackgov(
            "audit", "timeline", "--store", "audit.sqlite", "--kind", "os-image", "--json")
        let lines = try JSONValue(parsing: changes.output).array ?? []
        let blocks = lines.compactMap { $0["block"]?.string.flatMap { UInt64($0) } }
        try #require(blocks.count == 2, "\(changes.output)")
        for (block, isAllowed) in [
            (blocks[0] - 1, false), (blocks[0], true), (blocks[1] - 1, true), (blocks[1], false),
        ] {
            let told = try await world.dstackgov(
                "audit", "policy", "--at", "\(block)", "--explain", "boot.json", "--json")
            #expect(told.status == (isAllowed ? 0 : 1), "block \(block): \(told.errors)")
            let answer = try JSONValue(parsing: told.output)
            #expect(answer["allowed"]?.bool == isAllowed)
            #expect(answer["reason"]?.string == (isAllowed ? "" : "OS image is not allowed"))
            let isRevoked = block == blocks[1]
            #expect(
                answer["decidedBy"]?["block"]?.string == (isRevoked ? "\(block)" : nil))
            #expect(!told.errors.contains("the store ends"))
        }
        let beyond = try await world.dstackgov("audit", "policy", "--at", "2100-01-01")
        #expect(beyond.status == 0 && beyond.errors.contains("the store ends at block"))
    }

    private func judge(_ world: World, key: String, code: String) async throws {
        let log = "dstack-authd-state/log"
        // A store that ends before the grant says nothing yet about the keys.
        let early = try await world.dstackgov(
            "audit", "sync", "--quiet", "--store", "early.sqlite", "--to", "1")
        #expect(early.status == 0, "\(early.errors)")
        let pending = try await world.dstackgov(
            "audit", "decisions", log, "--public-key", key, "--store", "early.sqlite")
        #expect(pending.status == 4 && pending.errors.contains("the store ends before"))
        let sync = try await world.dstackgov("audit", "sync", "--quiet")
        #expect(sync.status == 0, "\(sync.errors)")
        let decisions = ["audit", "decisions", log, "--public-key", key, "--json"]
        let joined = try await world.dstackgov(decisions)
        #expect(joined.status == 1, "code that nobody named disagrees: \(joined.errors)")
        let document = try JSONValue(parsing: joined.output)
        let findings = document["findings"]?.array ?? []
        func subjects(_ kind: String) -> [String] {
            findings.filter { $0["kind"]?.string == kind }.compactMap { $0["subject"]?.string }
        }
        let hash = "0x" + DecisionsOnChainTests.hash
        #expect(
            subjects("short-lived").sorted() == ["compose-hash \(hash)", "os-image \(hash)"])
        #expect(subjects("unknown-code").map { $0.lowercased() } == ["code \(code.lowercased())"])
        #expect(findings.count == 3, "\(joined.output)")
        for finding in findings where finding["kind"]?.string == "short-lived" {
            #expect(finding["allowedBy"]?["signers"]?.array?.count == 2)
            #expect(finding["revokedBy"]?["signers"]?.array?.count == 2)
            #expect(finding["uses"]?["count"]?.integer() ?? 0 >= 2)
        }

        // With the code examined, and a limit that the grant outlived, nothing disagrees.
        let known = try await world.dstackgov(
            decisions + ["--known-code", code, "--short-lived", "0"])
        #expect(known.status == 0, "\(known.errors)")
        let later = try JSONValue(parsing: known.output)["findings"]?.array ?? []
        #expect(later.compactMap { $0["kind"]?.string } == ["later-revoked", "later-revoked"])

        let id = try #require(later.first?["uses"]?["first"]?["decisionId"]?.string)
        let one = try await world.dstackgov("audit", "replay-decision", log, id, "--json")
        #expect(one.status == 0, "\(one.errors)")
        #expect(try JSONValue(parsing: one.output)["allowed"]?.integer() == 1)
        let all = try await world.dstackgov("audit", "replay-decision", log, "--json")
        let repeated = try JSONValue(parsing: all.output)
        #expect(all.status == 0 && repeated["allowed"]?.integer() ?? 0 >= 2)
        let none = try await world.dstackgov(
            "audit", "replay-decision", log, "0x" + String(repeating: "0", count: 64))
        #expect(none.status == 2)

        try await follow(world, log: log, key: key)
    }

    /// The watch tells the code, once; and a log that its key signed anew, at once.
    private func follow(_ world: World, log: String, key: String) async throws {
        let watch = ["audit", "watch", "--once", "--json", "--log", log, "--public-key", key]
        let told = try await world.dstackgov(watch)
        #expect(told.status == 1, "\(told.errors)")
        let lines = told.output.split(separator: "\n").map { try? JSONValue(parsing: String($0)) }
        let alerts = lines.filter { $0?["kind"]?.string == "decision-log" }
        #expect(alerts.count == 1)
        #expect(alerts.first??["id"]?.string?.hasPrefix("decision-log:unknown-code:") == true)
        let again = try await world.dstackgov(watch)
        #expect(again.status == 1 && again.output.isEmpty, "\(again.output)")

        // Emptying both files needs no key, and what is left is a log without a fault of its own.
        let folder = world.folder.appending(path: log)
        for name in ["records.jsonl", "heads.jsonl"] {
            try Data().write(to: folder.appending(path: name))
        }
        let cut = try await world.dstackgov(watch)
        #expect(cut.status == 1 && cut.output.contains("decision-log:refuted:"), "\(cut.output)")
        let refused = try await world.dstackgov("audit", "decisions", log, "--public-key", key)
        #expect(refused.status == 1 && refused.errors.contains("were verified before"))
    }
}
