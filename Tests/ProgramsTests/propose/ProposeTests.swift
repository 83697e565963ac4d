import Codec
import Foundation
import Primitives
import TestSupport
import Testing

extension ProposalSuites {
    @Suite("propose")
    struct ProposeTests {
        private static let purpose = ["--purpose", "a test", "--out"]

        @Test("several actions are one operation, with the id that the contract computes")
        func batch() async throws {
            let world = try await Proposals.world
            let image = World.image("b1")
            let answer = try await world.succeed(
                [
                    "propose", "batch", "kms add-os-image \(image)",
                    "app add-compose-hash \(image)", "timelock set-delay 172800",
                ] + Self.purpose + ["batch.json"])
            let inspected = try await world.succeed(["inspect", "batch.json"])
            #expect(inspected["effects"]?.array?.count == 3)
            #expect(inspected["operationId"] == answer["operationId"])
            #expect(inspected["safeTxHash"] == answer["safeTxHash"])
            let lints = inspected["findings"]?.array?.compactMap { $0["lint"]?.string }
            #expect(lints?.contains("one-place") == false)
            try await world.fail(
                ["propose", "batch", "kms add-image 0x12"] + Self.purpose + ["x.json"], code: 2,
                saying: "no such action")
            try await world.fail(
                ["propose", "batch", "kms renounce-ownership", "safe set-guard Safe"] + Self.purpose
                    + ["x.json"], code: 2, saying: "do not go through the timelock")
        }

        @Test("hash and id of the file are those of the contracts and of safe-eth-py")
        func elsewhere() async throws {
            let world = try await Proposals.world
            let answer = try await world.succeed(
                ["propose", "kms", "add-os-image", World.image("e1")] + Self.purpose + ["e.json"])
            let program = """
                import json, sys
                from safe_eth.eth import EthereumClient
                from safe_eth.safe.safe_tx import SafeTx
                file = json.load(open(sys.argv[1]))
                seen = json.loads(sys.argv[2])["transaction"]
                client = EthereumClient(sys.argv[3])
                tx = SafeTx(client, file["safe"]["address"], seen["to"], 0,
                            bytes.fromhex(seen["data"][2:]), 0, 0, 0, 0, None, None,
                            safe_nonce=int(file["safe"]["nonce"]),
                            safe_version=file["safe"]["version"], chain_id=int(file["chainId"]))
                print("0x" + tx.safe_tx_hash.hex().removeprefix("0x"))
                call, lock = file["calls"][0], file["timelock"]
                contract = client.w3.eth.contract(lock["address"], abi=[{
                    "type": "function", "name": "hashOperation", "stateMutability": "pure",
                    "inputs": [{"type": t} for t in
                               ("address", "uint256", "bytes", "bytes32", "bytes32")],
                    "outputs": [{"type": "bytes32"}]}])
                print("0x" + contract.functions.hashOperation(
                    call["to"], int(call["value"]), bytes.fromhex(call["data"][2:]),
                    bytes.fromhex(lock["predecessor"][2:]),
                    bytes.fromhex(lock["salt"][2:])).call().hex().removeprefix("0x"))
                """
            let seen = try await world.dstackgov("inspect", "e.json", "--offline", "--json")
            let text = try await WalletElsewhere.python(
                program, [world.path("e.json"), seen.output, world.chain.url])
            let lines = text.split(separator: "\n").map(String.init)
            #expect(
                lines == [answer["safeTxHash"]?.string, answer["operationId"]?.string])
        }

        @Test("a twin of what waits is refused with the time when it is ready")
        func twin() async throws {
            let world = try await Proposals.world
            let image = World.image("71")
            try await world.schedule("twin", image: image)
            let again = ["propose", "allow-image", "--image", image, "--kms-only"] + Self.purpose
            try await world.fail(again + ["again.json"], code: 1, saying: "It is ready at 20")
            let second = try await world.succeed(again + ["again.json", "--twin"])
            try await world.fail(
                again + ["again.json", "--twin"], code: 2, saying: "exists already")
            let first = try await world.succeed(["inspect", "twin.json", "--offline"])
            #expect(first["operationId"] != second["operationId"])
        }

        @Test("the ownership of nobody's offer cannot be accepted, and the Safe cannot step in")
        func refusedByTheChain() async throws {
            let world = try await Proposals.world
            let accept = ["propose", "kms", "accept-ownership"] + Self.purpose + ["accept.json"]
            try await world.fail(accept, code: 1, saying: "offered to nobody")
            try await world.succeed(accept + ["--accept", "not-owner"])
            try await world.fail(
                ["propose", "kms", "add-os-image", World.image("d1"), "--direct"] + Self.purpose
                    + ["direct.json"], code: 1, saying: "belongs to")
            try await world.fail(
                ["propose", "kms", "add-os-image", World.image("d1"), "--delay", "60"]
                    + Self.purpose + ["short.json"], code: 1, saying: "its own delay is 3600 s")
            // A short name of another chain than the deployment's (EIP-3770).
            try await world.fail(
                ["propose", "kms", "register-app", "base:\(World.account)"] + Self.purpose
                    + ["elsewhere.json"], code: 2, saying: "chain 31337 is meant")
            try await world.fail(
                ["propose", "call", World.account, "f()"] + Self.purpose + ["codeless.json"],
                code: 1, saying: "there is no code")
        }

        @Test("a raw call names the function that was perhaps meant")
        func rawCall() async throws {
            let world = try await Proposals.world
            let answer = try await world.succeed(
                ["propose", "call", "DstackKms", "setAdmin(address)", World.account]
                    + Self.purpose + ["raw.json"])
            let text = answer["findings"]?.array?.first?["text"]?.string ?? ""
            #expect(text.contains("transferOwnership(address) does"))
            try await world.fail(
                [
                    "sign", "raw.json", "--keystore", "owner1.json", "--password-file", "password",
                    "--out", "raw.signature.json",
                ], code: 1, saying: "--accept unknown-call")
        }

        @Test("owners change in a row, each with its predecessor then, and it succeeds on chain")
        func owners() async throws {
            let world = try await Proposals.world
            let changes = ["add:\(World.account)", "remove:\(World.owner1):2", "threshold:1"]
            let proposed = try await world.succeed(
                ["propose", "safe", "owners"] + changes + Self.purpose + ["owners.json"])
            #expect(proposed["operationId"] == .null)
            let simulated = try await world.succeed(["simulate", "owners.json"])
            let state = simulated["state"]?.array?.map {
                "\($0["before"]?.string ?? "")→\($0["after"]?.string ?? "")"
            }
            #expect(state == ["false→true", "true→false", "2→1"])
            try await world.fail(
                ["propose", "safe", "owners", "remove:\(World.account)"] + Self.purpose
                    + ["none.json"], code: 1, saying: "GS205")
        }

        @Test("provenance is kept, shown, and missed by a lint")
        func provenance() async throws {
            let world = try await Proposals.world
            try world.write(
                "provenance.json",
                #"{"sourceCommit":"0123abcd","build":"make image","artifactDigest":"sha256:77"}"#)
            let words = ["propose", "kms", "add-os-image", World.image("f1")] + Self.purpose
            let with = try await world.succeed(
                words + ["with.json", "--provenance", "provenance.json"])
            let without = try await world.succeed(words + ["without.json"])
            func misses(_ answer: JSONValue) -> Bool {
                answer["findings"]?.array?.contains { $0["lint"]?.string == "no-provenance" }
                    == true
            }
            #expect(!misses(with) && misses(without))
            let page = try await world.dstackgov("inspect", "with.json", "--offline")
            #expect(page.output.contains("0123abcd") && page.output.contains("make image"))
        }

        @Test("other code is proposed when it reads the storage as the old code does")
        func upgrade() async throws {
            let world = try await Proposals.world
            let artifacts = Fixtures.root.appending(path: "contracts/artifacts")
            func path(_ name: String) -> String { artifacts.appending(path: "\(name).json").path }
            let code = try await world.deploy("DstackKmsV2")
            let words = ["propose", "kms", "upgrade", code] + Self.purpose + ["upgrade.json"]
            try await world.fail(
                words + ["--layouts", path("DstackKms"), path("DstackKmsMovedSlot")], code: 1,
                saying: "registeredApps was slot 5")
            try await world.fail(words, code: 2, saying: "--layouts OLD NEW")
            try await world.succeed(words + ["--layouts", path("DstackKms"), path("DstackKmsV2")])
            let simulated = try await world.succeed(["simulate", "upgrade.json"])
            #expect(simulated["steps"]?.array?.allSatisfy { $0["succeeds"]?.bool == true } == true)
            try await world.fail(
                ["propose", "kms", "upgrade", "timelock", "--unchecked-layout"] + Self.purpose
                    + ["no.json"], code: 1, saying: "no code of a UUPS proxy")
        }

        @Test("a Transaction Builder file goes out and comes back, and a changed one does not")
        func transactionBuilder() async throws {
            let world = try await Proposals.world
            try await world.succeed(
                ["propose", "safe", "owners", "threshold:3"] + Self.purpose + ["tb.json"])
            try await world.succeed(["export", "tb.json", "--out", "builder.json"])
            let back = ["propose", "import", "builder.json"] + Self.purpose + ["back.json"]
            let answer = try await world.succeed(back)
            let first = try await world.succeed(["inspect", "tb.json", "--offline"])
            #expect(answer["safeTxHash"] == first["safeTxHash"])
            let text = try world.text("builder.json")
            let changed = text.replacingOccurrences(
                of: "\"value\": \"0\"", with: "\"value\": \"1\"")
            try world.write("builder.json", changed)
            try await world.fail(back + ["--force"], code: 1, saying: "changed after its export")
            try world.write("builder.json", text.replacingOccurrences(of: "31337", with: "1"))
            try await world.fail(
                back + ["--force", "--stale"], code: 1, saying: "for chain 1, the node serves")
        }
    }
}
