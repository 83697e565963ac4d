import Codec
import Foundation
import FoundationNetworking
import TestSupport
import Testing

@Suite("A halt of dstack-authd, ended by a person", .enabled(if: Devnet.isAvailable))
struct HeadsOrderTests {
    private static let state = "dstack-authd-state"

    /// A service by the incumbent's environment, on a chain of its own.
    private func start(
        _ folder: AuthdFolder, _ world: World
    ) async throws -> (RunningProgram, url: String) {
        let deployment = try JSONValue(parsing: try world.text("deployment.json"))
        let kms = try #require(deployment["kms"]?["address"]?.string)
        return try await folder.start(
            ["--max-head-age", "86400", "--poll-milliseconds", "50"],
            environment: ["ETH_RPC_URL": world.chain.url, "KMS_CONTRACT_ADDR": kms, "PORT": "0"])
    }

    private func heads(_ folder: AuthdFolder, _ arguments: String...) async throws
        -> Program.Outcome
    {
        try await Program.authd.run(["heads"] + arguments, in: folder.url)
    }

    private func shown(_ folder: AuthdFolder) async throws -> JSONValue {
        try JSONValue(parsing: try await heads(folder, "show", "--json").output)
    }

    /// Waits until a boot is denied for `reason`.
    private func denies(
        _ program: RunningProgram, _ url: String, _ reason: String
    ) async throws -> Bool {
        try await program.waits {
            try await AuthdClient.ask(url).0["reason"]?.string?.hasPrefix(reason) == true
        }
    }

    @Test("a regression halts, also across a restart; the floor's new hash, named, ends it")
    func regression() async throws {
        let world = try await World.start()
        try await world.settle()
        let folder = try AuthdFolder()
        var (program, url) = try await start(folder, world)
        #expect(try await denies(program, url, "App not registered"))
        let before = try await shown(folder)
        let number = try #require(before["floor"]?["number"]?.string)
        #expect(before["halt"]?.isNull == true && before["isServed"]?.bool == true)
        let early = try await heads(folder, "acknowledge")
        #expect(early.status == 1 && early.errors.contains("nothing is halted"), "\(early.errors)")

        let reorganized = try await world.dstackgov("eth", "rpc", "anvil_reorg", "6")
        #expect(reorganized.status == 0, "\(reorganized.errors)")
        #expect(try await denies(program, url, "final.regressed"))
        program.signal(SIGTERM)
        #expect(await program.waitForEnd() == 0)
        (program, url) = try await start(folder, world)
        #expect(try await denies(program, url, "final.regressed"))

        // Without the new hash the floor stays, and the next round halts again.
        let kept = try await heads(folder, "acknowledge")
        #expect(kept.status == 0 && kept.output.contains("final.regressed acknowledged"))
        #expect(kept.output.contains(before["floor"]?["hash"]?.string ?? "-"))
        #expect(
            try await program.waits {
                try await shown(folder)["halt"]?["code"]?.string == "final.regressed"
            })
        #expect(try await denies(program, url, "final.regressed"))
        #expect(try await shown(folder)["floor"]?["hash"] == before["floor"]?["hash"])

        let block = try await world.dstackgov(
            "eth", "rpc", "eth_getBlockByNumber",
            "0x" + String(try #require(Int(number)), radix: 16), "false", "--json")
        let hash = try #require(
            try JSONValue(parsing: block.output)["hash"]?.string, "\(block.output)")
        #expect(hash != before["floor"]?["hash"]?.string)
        let named = try await heads(folder, "acknowledge", "--floor", hash)
        #expect(named.status == 0 && named.output.contains(hash), "\(named.errors)")
        #expect(named.output.contains("the quorum 1"))
        #expect(try await denies(program, url, "App not registered"))
        let after = try await shown(folder)
        #expect(after["floor"]?["hash"]?.string == hash && after["halt"]?.isNull == true)
        #expect(program.errors.contains("order: final.regressed acknowledged"))
    }

    @Test("an excluded operator has its vote again when it is released by its name")
    func release() async throws {
        let world = try await World.start()
        try await world.settle()
        let folder = try AuthdFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path(Self.state), withIntermediateDirectories: true)
        try folder.write(
            Self.state + "/heads.json",
            #"{"version":1,"floor":null,"halt":null,"quarantine":{"provider":"header.hash"}}"#)
        // An order from before the start is for nobody.
        try folder.write(
            Self.state + "/heads-order.json",
            #"{"version":1,"id":"0","act":"release","operator":"provider"}"#)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600],
            ofItemAtPath: folder.path(Self.state + "/heads-order.json"))
        let (program, url) = try await start(folder, world)
        #expect(try await denies(program, url, "header.hash"))
        let nobody = try await heads(folder, "release", "Provider")
        #expect(nobody.status == 1)
        #expect(
            nobody.errors.contains("no operator Provider; the operators are provider"),
            "\(nobody.errors)")
        let released = try await heads(folder, "release", "provider")
        #expect(released.status == 0 && released.output.contains("operator provider released"))
        #expect(try await denies(program, url, "App not registered"))
        let again = try await heads(folder, "release", "provider")
        #expect(again.status == 1 && again.errors.contains("is not excluded"))
        #expect(try await shown(folder)["quarantine"]?.object?.isEmpty == true)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path(Self.state))
        #expect(files.filter { $0.hasPrefix("heads-") }.isEmpty, "\(files)")
    }
}
