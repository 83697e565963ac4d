import Codec
import Foundation
import TestSupport
import Testing

extension ProposalSuites {
    @Suite("plan")
    struct PlanTests {
        @Test("the smallest batch brings the chain to the policy, with its removals beside it")
        func plan() async throws {
            let world = try await Proposals.world
            let image = World.image("a1")
            try world.write("policy.yaml", try Self.policy(world, images: [image]))
            try await world.fail(
                ["plan", "policy.yaml", "--check"], code: 1, saying: "in 2 entries")
            let answer = try await world.succeed([
                "plan", "policy.yaml", "--out", "plan.json", "--removals", "removals.json",
            ])
            #expect(answer["drift"]?.array?.count == 2)
            let seen = try await world.succeed(["inspect", "plan.json", "--offline"])
            #expect(
                seen["effects"]?.array?.compactMap { $0["sentence"]?.string } == [
                    "allow the OS image \(image)", "allow the app's compose hash \(image)",
                ])
            let removal = try await world.succeed(["inspect", "removals.json", "--offline"])
            #expect(
                removal["effects"]?.array?.compactMap { $0["sentence"]?.string } == [
                    "revoke the OS image \(image)", "revoke the app's compose hash \(image)",
                ])
            #expect(try world.text("removals.json").contains(seen["operationId"]?.string ?? "?"))

            try await world.sign("plan")
            try await world.submit("plan")
            try await world.pass(seconds: 3700)
            try await world.succeed(["execute", "plan.json"] + World.pays)
            let clean = try await world.succeed(["plan", "policy.yaml", "--check"])
            #expect(clean["drift"]?.array?.isEmpty == true)
            // What is on chain and not in the document is to be revoked.
            try world.write("policy.yaml", try Self.policy(world, images: []))
            let back = try await world.succeed(["plan", "policy.yaml"])
            #expect(back["drift"]?.array?.first?["wanted"]?.string == "false")
        }

        @Test("a malformed policy is refused with its place, one of another chain by its chain")
        func refused() async throws {
            let world = try await Proposals.world
            try world.write("bad.json", "{\"format\": \"dstack-governance policy 1\",\n \"x\": 1}")
            try await world.fail(["plan", "bad.json"], code: 2, saying: "chainId")
            try world.write(
                "other.json", #"{"format": "dstack-governance policy 1", "chainId": 1}"#)
            try await world.fail(["plan", "other.json"], code: 1, saying: "for chain 1")
        }

        private static func policy(_ world: World, images: [String]) throws -> String {
            let deployment = world.chain.description["deployment"]
            func address(_ name: String) -> String { deployment?[name]?["address"]?.string ?? "" }
            let list = images.map { "\"\($0)\"" }.joined(separator: ", ")
            return """
                format: dstack-governance policy 1
                chainId: 31337
                kms:
                  address: "\(address("kms"))"
                  osImages: [\(list)]
                  owner: "\(address("timelock"))"
                apps:
                  - address: "\(address("app"))"
                    composeHashes: [\(list)]
                    allowAnyDevice: false
                timelock:
                  delay: 3600
                safe:
                  threshold: 2
                """
        }
    }
}
