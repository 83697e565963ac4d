import Codec
import Foundation
import TestSupport
import Testing

extension ProposalSuites {
    /// docs/proposing.md, every command in its order, as it stands there.
    @Suite("docs/proposing.md")
    struct ProposingWalkTests {
        @Test("propose, plan, inspect and simulate work as they are written")
        func walk() async throws {
            let world = try await Proposals.world
            try prepare(world)
            let commands = try Document.commands(of: "docs/proposing.md")
            #expect(commands.count == 10)
            let sent = try JSONValue(parsing: try world.text("deployment.json"))
            let transactions = sent["transactions"]?.object?.compactMap {
                $0.value["hash"]?.string ?? $0.value["transactionHash"]?.string
            }
            let variables = [
                "IMAGE": World.image("c7"), "NEW": World.account, "OLD": World.owner1,
                "TRANSACTION": transactions?.last ?? "",
            ]
            for command in commands {
                let words = Document.words(command, variables)
                let outcome = try await Program.dstackgov.run(
                    Array(words.dropFirst()), environment: ["ETH_RPC_URL": world.chain.url],
                    in: world.folder.appending(path: "walk"))
                // The page says so: the chain is not as the document says.
                let expected: Int32 = words.contains("--check") ? 1 : 0
                #expect(outcome.status == expected, "\(command): \(outcome.errors)")
            }
        }

        /// The files that the page takes for given, in a folder of their own.
        private func prepare(_ world: World) throws {
            try FileManager.default.createDirectory(
                at: world.folder.appending(path: "walk"), withIntermediateDirectories: true)
            try world.write("walk/deployment.json", try world.text("deployment.json"))
            let deployment = world.chain.description["deployment"]
            func address(_ name: String) -> String { deployment?[name]?["address"]?.string ?? "" }
            try world.write(
                "walk/provenance.json",
                #"{"sourceCommit":"0123abcd","build":"make image","artifactDigest":"sha256:77"}"#)
            try world.write(
                "walk/policy.yaml",
                """
                format: dstack-governance policy 1
                chainId: 31337
                kms:
                  address: "\(address("kms"))"
                  osImages: ["\(World.image("c8"))"]
                """)
            let hash = World.image("c7").dropFirst(2)
            let device = deployment?["policy"]?["appDevice"]?.string?.dropFirst(2) ?? ""
            try world.write(
                "walk/boot-request.json",
                """
                {"teeVariant": "dstack-nitro-enclave", "mrAggregated": "\(hash)",
                 "osImageHash": "\(hash)", "mrSystem": "\(hash)",
                 "appId": "\(address("app").dropFirst(2).lowercased())", "composeHash": "\(hash)",
                 "instanceId": "", "deviceId": "\(device)", "keyProviderInfo": "",
                 "tcbStatus": "", "advisoryIds": []}
                """)
        }
    }
}
