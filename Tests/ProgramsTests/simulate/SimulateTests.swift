import Codec
import Foundation
import TestSupport
import Testing

extension ProposalSuites {
    @Suite("simulate")
    struct SimulateTests {
        @Test("a boot that is denied now is allowed then, and the failure of a step is told")
        func boot() async throws {
            let world = try await Proposals.world
            let image = World.image("51")
            try world.write("boot.json", Self.boot(world, image))
            try await world.succeed([
                "propose", "batch", "kms add-os-image \(image)", "app add-compose-hash \(image)",
                "--purpose", "a test", "--out", "boots.json",
            ])
            let answer = try await world.succeed(["simulate", "boots.json", "--boot", "boot.json"])
            #expect(answer["whole"]?.bool == true)
            let boots = answer["boots"]?.array?.first
            #expect(boots?["now"]?.string == "denied: OS image is not allowed")
            #expect(boots?["then"]?.string == "allowed")
            let events = answer["steps"]?.array?.last?["logs"]?.array?
                .compactMap { $0["event"]?.string }
            #expect(events?.contains { $0.hasPrefix("OsImageHashAdded(") } == true)

            try await world.succeed([
                "propose", "call", "DstackKms", "addOsImageHash(bytes32)", image, "--value", "1",
                "--purpose", "a test", "--out", "fails.json",
            ])
            try await world.fail(["simulate", "fails.json"], code: 1, saying: "execution fails")
        }

        @Test("a node without eth_simulateV1 is named, and answers step by step")
        func stepwise() async throws {
            let world = try await Proposals.world
            let image = World.image("52")
            try world.write("boot2.json", Self.boot(world, image))
            try await world.succeed([
                "propose", "batch", "kms add-os-image \(image)", "app add-compose-hash \(image)",
                "--purpose", "a test", "--out", "steps.json",
            ])
            let node = try SimulationlessNode(before: world.chain.url)
            let outcome = try await Program.dstackgov.run(
                ["simulate", "steps.json", "--boot", "boot2.json", "--json"],
                environment: ["ETH_RPC_URL": node.url], in: world.folder)
            #expect(outcome.status == 0 && outcome.errors.contains("no eth_simulateV1"))
            let answer = try JSONValue(parsing: outcome.output)
            #expect(answer["whole"]?.bool == false)
            #expect(answer["boots"]?.array?.first?["then"]?.string == "allowed")
            #expect(answer["steps"]?.array?.allSatisfy { $0["succeeds"]?.bool == true } == true)
        }

        private static func boot(_ world: World, _ image: String) -> String {
            let deployment = world.chain.description["deployment"]
            let hash = image.dropFirst(2)
            let app = deployment?["app"]?["address"]?.string?.dropFirst(2).lowercased() ?? ""
            let device = deployment?["policy"]?["appDevice"]?.string?.dropFirst(2) ?? ""
            return """
                {"teeVariant": "dstack-nitro-enclave", "mrAggregated": "\(hash)",
                 "osImageHash": "\(hash)", "mrSystem": "\(hash)", "appId": "\(app)",
                 "composeHash": "\(hash)", "instanceId": "", "deviceId": "\(device)",
                 "keyProviderInfo": "", "tcbStatus": "", "advisoryIds": []}
                """
        }
    }
}

/// The development chain, but for one method that many nodes lack.
final class SimulationlessNode: Sendable {
    private let server: LoopbackServer

    /// The node's address.
    var url: String { "http://127.0.0.1:\(server.port)" }

    /// A node in front of another.
    init(before chain: String) throws {
        server = try LoopbackServer { request in
            let body = SimulationlessNode.answer(to: request.body, chain)
            let head =
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
                + "content-length: \(body.utf8.count)\r\nconnection: close\r\n\r\n"
            return [.send(Array((head + body).utf8)), .close]
        }
    }

    private static func answer(to body: String, _ chain: String) -> String {
        if body.contains("eth_simulateV1") {
            let id = (try? JSONValue(parsing: body))?["id"]?.serialized() ?? "1"
            return #"{"jsonrpc":"2.0","id":\#(id),"error":{"code":-32601,"message":"#
                + #""the method eth_simulateV1 does not exist/is not available"}}"#
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "curl", "--silent", "--header", "content-type: application/json", "--data-binary", body,
            chain,
        ]
        let output = Pipe()
        process.standardOutput = output
        guard (try? process.run()) != nil else { return "" }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
