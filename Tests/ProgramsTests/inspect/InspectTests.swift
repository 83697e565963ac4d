import Codec
import Foundation
import TestSupport
import Testing

extension ProposalSuites {
    @Suite("inspect")
    struct InspectTests {
        @Test("calldata of a schedule is decoded without a network")
        func calldata() async throws {
            let world = try await Proposals.world
            let proposed = try await world.succeed([
                "propose", "kms", "add-os-image", World.image("c1"), "--purpose", "a test",
                "--out", "calldata.json",
            ])
            let seen = try await world.succeed(["inspect", "calldata.json", "--offline"])
            let data = try #require(seen["transaction"]?["data"]?.string)
            let offline = try await Program.dstackgov.run(
                ["inspect", data, "--offline", "--json"], in: world.folder)
            let answer = try JSONValue(parsing: offline.output)
            #expect(
                answer["operationIds"]?.array?.first == proposed["operationId"], "\(offline.errors)"
            )
            #expect(
                answer["effects"]?.array?.first?["sentence"]?.string
                    == "allow the OS image \(World.image("c1"))")
            try await world.fail(
                ["inspect", World.image("00"), "--offline"], code: 2, saying: "no node may be asked"
            )
        }

        @Test("a mined transaction is decoded from Safe to policy")
        func mined() async throws {
            let world = try await Proposals.world
            try await world.propose("mined", image: World.image("c2"))
            try await world.sign("mined")
            let submitted = try await world.submit("mined")
            let hash = try #require(submitted["transactionHash"]?.string)
            let seen = try await world.succeed(["inspect", hash, "--deployment", "deployment.json"])
            let call = seen["calls"]
            #expect(call?["call"]?.string?.hasPrefix("execTransaction(") == true)
            let schedule = call?["within"]?.array?.first
            #expect(schedule?["call"]?.string?.hasPrefix("schedule(") == true)
            let leaf = schedule?["within"]?.array?.first
            #expect(leaf?["call"]?.string?.hasPrefix("addOsImageHash(") == true)
            let proposal = try await world.succeed(["inspect", "mined.json"])
            let lints = proposal["findings"]?.array?.compactMap { $0["lint"]?.string } ?? []
            #expect(lints.contains("same-salt"))
        }

        @Test("typed data and an answer of a service are read, and a false hash is refused")
        func transactions() async throws {
            let world = try await Proposals.world
            try await world.succeed([
                "propose", "kms", "add-os-image", World.image("c3"), "--purpose", "a test",
                "--out", "tx.json",
            ])
            let seen = try await world.succeed(["inspect", "tx.json", "--offline"])
            let transaction = try #require(seen["transaction"])
            func service(_ hash: String) -> String {
                #"""
                {"safe": "\#(seen["safe"]?.string ?? "")", "to": "\#(transaction["to"]?.string ?? "")",
                 "value": "0", "data": "\#(transaction["data"]?.string ?? "")", "operation": 0,
                 "safeTxGas": 0, "baseGas": "0", "gasPrice": "0", "gasToken": null,
                 "refundReceiver": null, "nonce": \#(seen["nonce"]?.string ?? ""),
                 "safeTxHash": "\#(hash)"}
                """#
            }
            try world.write("service.json", service(seen["safeTxHash"]?.string ?? ""))
            let read = try await world.succeed(["inspect", "service.json"])
            #expect(read["safeTxHash"] == seen["safeTxHash"])
            #expect(read["state"]?.array?.last?["before"]?.string == "false")
            try world.write("service.json", service(World.image("00")))
            try await world.fail(["inspect", "service.json"], code: 1, saying: "or lies")
            try await world.fail(
                ["inspect", "service.json", "--offline", "--chain-id", "1"], code: 2,
                saying: "--safe-version")
            try await world.fail(["inspect", "password"], code: 2, saying: "password")
        }
    }
}
