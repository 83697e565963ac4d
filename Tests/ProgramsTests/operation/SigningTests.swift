import Codec
import Foundation
import TestSupport
import Testing

extension OperationSuites {
    @Suite("dstackgov sign and signatures")
    struct SigningTests {
        @Test("every way to sign gives a signature that the Safe takes")
        func waysToSign() async throws {
            let world = try await SharedWorld.world
            try await world.propose("ways", image: World.image("01"))
            let keys = ["--mnemonic-file", "mnemonic", "--mnemonic-index", "1"]
            try await world.succeed(["sign", "ways.json", "--out", "ways.1.json"] + keys)
            let hash = try await wallet(world)
            try await world.fail(
                [
                    "sign", "ways.json", "--owner", owner(world, 0), "--wallet-signature",
                    "@ways.wallet", "--out", "ways.wrong.json",
                ], code: 1, saying: "who is no owner")
            try await world.fail(
                ["sign", "ways.json", "--expect-hash", World.image("00"), "--out", "no.json"]
                    + keys,
                code: 1, saying: "Do not sign")
            try await world.fail(
                ["sign", "ways.json", "--out", "no.json"], code: 2, saying: "who is to sign?")
            let files = ["ways.json", "ways.1.json", "ways.2.json"]
            let told = try await world.succeed(
                ["signatures"] + files + ["--merge", "ways.all.json"])
            #expect(told["complete"]?.bool == true && told["safeTxHash"]?.string == hash)
            #expect(told["missing"]?.array?.count == 1)
            let blob = try #require(told["blob"]?.string)
            try await agreesWithSafeEthPy(world, blob: blob, hash: hash)
            try await world.succeed(
                ["submit", "ways.json", "--signature", "ways.all.json"] + World.pays)
            let stale = try await world.dstackgov(["signatures", "ways.json", "ways.all.json"])
            #expect(stale.status == 1 && stale.errors.contains("the nonce is used up"))
        }

        /// The typed data goes out, the wallet signs, the signature comes back.
        private func wallet(_ world: World) async throws -> String {
            let out = ["sign", "ways.json", "--typed-data", "ways.typed.json"]
            let told = try await world.succeed(out)
            let signature = try await WalletElsewhere.sign(
                world.path("ways.typed.json"), mnemonic: world.path("mnemonic"), index: 2)
            try world.write("ways.wallet", signature + "\n")
            let back = try await world.succeed([
                "sign", "ways.json", "--owner", owner(world, 1), "--wallet-signature",
                "@ways.wallet", "--out", "ways.2.json",
            ])
            #expect(back["owner"]?.string == owner(world, 1) && back["kind"]?.string == "ecdsa")
            let message = try await WalletElsewhere.sign(
                world.path("ways.typed.json"), mnemonic: world.path("mnemonic"), index: 3,
                asMessage: true)
            let asMessage = try await world.succeed([
                "sign", "ways.json", "--owner", owner(world, 2), "--wallet-signature", message,
                "--out", "ways.3.json",
            ])
            #expect(asMessage["kind"]?.string == "eth_sign")
            return try #require(told["safeTxHash"]?.string)
        }

        private func owner(_ world: World, _ index: Int) -> String {
            world.chain.description["deployment"]?["owners"]?.array?[index].string ?? ""
        }

        /// safe-eth-py reads the same owners from the blob.
        private func agreesWithSafeEthPy(
            _ world: World, blob: String, hash: String
        ) async throws {
            let script = """
                import sys
                from safe_eth.safe.safe_signature import SafeSignature
                blob, digest = (bytes.fromhex(text[2:]) for text in sys.argv[1:])
                print(" ".join(one.owner for one in SafeSignature.parse_signature(blob, digest)))
                """
            let owners = try await WalletElsewhere.python(script, [blob, hash])
            let expected = [owner(world, 0), owner(world, 1)]
            #expect(Set(owners.split(separator: " ").map(String.init)) == Set(expected))
        }

        @Test("an owner approves on chain, once, and needs no signature file")
        func approval() async throws {
            let world = try await SharedWorld.world
            try await world.propose("approved", image: World.image("02"))
            let approve = [
                "sign", "approved.json", "--approve-hash", "--keystore", "owner1.json",
                "--password-file", "password", "--out", "approved.owner1.json", "--force",
            ]
            let first = try await world.succeed(approve)
            #expect(first["kind"]?.string == "approved_hash")
            let count = try await nonce(world)
            try await world.succeed(approve)
            #expect(try await nonce(world) == count, "it was approved twice")
            try await world.fail(
                [
                    "sign", "approved.json", "--approve-hash", "--out", "x.json", "--keystore",
                    "anyone.json", "--password-file", "password",
                ], code: 1, saying: "is no owner")
            try await world.sign("approved", owners: ["owner2"])
            try await world.succeed(
                ["submit", "approved.json", "--signature", "approved.owner2.json"] + World.pays)
        }

        private func nonce(_ world: World) async throws -> String {
            try await world.dstackgov(
                "eth", "rpc", "eth_getTransactionCount", owner(world, 0), "latest"
            ).output
        }

        @Test("signatures of nobody, of another file and of two kinds are told apart")
        func worth() async throws {
            let world = try await SharedWorld.world
            try await world.propose("worth", image: World.image("03"))
            try await world.propose("other", image: World.image("04"))
            try await world.sign("worth", owners: ["anyone", "owner1"])
            try await world.fail(
                ["signatures", "worth.json", "worth.anyone.json"], code: 1, saying: "is no owner")
            try await world.fail(
                ["signatures", "other.json", "worth.owner1.json"], code: 1,
                saying: "is of another file")
            let few = try await world.dstackgov("signatures", "worth.json", "worth.owner1.json")
            #expect(few.status == 4 && few.output.contains("missing: 0x"))
            #expect(few.errors.contains("Who could still sign"))
            try await world.fail(
                ["signatures", "worth.json", "deployment.json"], code: 2, saying: "format")
            // Made for a Safe of another version: its owners would sign another hash.
            let old = try world.text("worth.json").replacingOccurrences(
                of: #""version": "1.4.1""#, with: #""version": "1.3.0""#)
            try world.write("old.json", old)
            try await world.fail(
                ["signatures", "old.json"], code: 1, saying: "the signatures are for another")
            try await world.fail(
                ["simulate", "old.json"], code: 1, saying: "was made for 1.3.0")
            let page = try await world.dstackgov("inspect", "old.json")
            #expect(page.output.contains("1.4.1 now: the file is stale, propose it again"))
        }
    }
}
