import Codec
import Foundation
import FoundationNetworking
import TestSupport
import Testing

@Suite("dstack-authd on a chain", .enabled(if: Devnet.isAvailable))
struct AuthdChainTests {
    @Test("the incumbent's environment alone works, as evidence level single, and the gate waits")
    func environment() async throws {
        let world = try await World.start()
        let folder = try AuthdFolder()
        let deployment = try JSONValue(parsing: try world.text("deployment.json"))
        let kms = try #require(deployment["kms"]?["address"]?.string)
        let any = try await world.dstackgov(
            "eth", "abi-encode", "--selector", "setGatewayAppId(string)", "any")
        try await world.order((kms, any.output.trimmingCharacters(in: .newlines)))
        try await world.settle()
        let (program, url) = try await folder.start(
            ["--max-head-age", "86400", "--poll-milliseconds", "100"],
            environment: ["ETH_RPC_URL": world.chain.url, "KMS_CONTRACT_ADDR": kms, "PORT": "0"])
        #expect(program.errors.contains("evidence level single"))
        #expect(program.errors.contains("for evidence level proved configure"))
        #expect(program.errors.contains("guests cannot check the KMS contract's gateway id"))
        let (answer, response) = try await AuthdClient.ask(url)
        #expect(answer["reason"]?.string == "App not registered")
        #expect(response.value(forHTTPHeaderField: "dstack-evidence") == "single")
        #expect(response.value(forHTTPHeaderField: "dstack-recent-block")?.count == 66)
        let information = try await URLSession.shared.data(from: try #require(URL(string: url)))
        let told = try JSONValue(parsing: String(decoding: information.0, as: UTF8.self))
        #expect(told["kmsContractAddr"]?.string?.lowercased() == kms.lowercased())
        let metrics = try await URLSession.shared.data(
            from: try #require(URL(string: url + "/metrics")))
        let lines = String(decoding: metrics.0, as: UTF8.self).split(separator: "\n")
        for line in ["authd_kms_frozen 0", "authd_evidence{level=\"single\"} 1"] {
            #expect(lines.contains { $0 == line }, "\(line)")
        }
        program.signal(SIGTERM)
        #expect(await program.waitForEnd() == 0)
        let record = try folder.text("dstack-authd-state/log/records.jsonl").split(separator: "\n")[
            0]
        #expect(try JSONValue(parsing: String(record))["record"]?["evidence"]?.string == "single")
        let repeated = try await Program.dstackgov.run(
            ["audit", "replay-decision", folder.path("dstack-authd-state/log")])
        #expect(repeated.status == 0, "\(repeated.errors)")
        try world.write("boot.json", AuthdClient.body())
        let waited = try await world.dstackgov(
            "wait", "--until-allowed", "boot.json", "--timeout", "0", "--max-head-age", "86400")
        #expect(waited.status == 4 && waited.errors.contains("not yet: App not registered"))
    }
}
