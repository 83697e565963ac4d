import Codec
import Primitives
import TestSupport
import Testing

@Suite("dstackgov eth: keys, and a chain by hand", .enabled(if: Devnet.isAvailable))
struct EthChainTests {
    @Test("reading, sending, logs, proofs, and what is signed with a keystore")
    func byHand() async throws {
        let world = try await World.start()
        let deployment = try JSONValue(parsing: world.text("deployment.json"))
        let kms = try #require(deployment["kms"]?["address"]?.string)
        try await reads(world, kms: kms)
        try await answers(world, kms: kms)
        try await sends(world)
        try await signs(world)
    }

    private func reads(_ world: World, kms: String) async throws {
        let nonce = try await world.dstackgov("eth", "call", kms, "owner()(address)")
        #expect(nonce.status == 0 && nonce.output.hasPrefix("0x"), "\(nonce.errors)")
        #expect(nonce.output.count == 43)
        let raw = try await world.dstackgov("eth", "call", kms, "0x8da5cb5b")
        #expect(raw.output.count == 67)
        let unknown = try await world.dstackgov("eth", "call", kms, "0xdeadbeef")
        #expect(unknown.status == 1 && unknown.errors.contains("revert"), "\(unknown.errors)")
        let code = try await world.dstackgov("eth", "code", kms, "--hash")
        let proof = try await world.dstackgov("eth", "proof", kms, "0", "0x1")
        #expect(proof.status == 0, "\(proof.errors)")
        let proved = try JSONValue(parsing: proof.output)
        #expect(proved["account"]?["codeHash"]?.string.map { $0 + "\n" } == code.output)
        let slot = try await world.dstackgov("eth", "storage", kms, "0")
        let word = try Hash32(hex: String(slot.output.dropLast()))
        #expect(proved["values"]?[0]?.string == UInt256(word).decimal)
        let block = try await world.dstackgov("eth", "block", "latest", "--verify")
        #expect(block.status == 0, "\(block.errors)")
        #expect(try JSONValue(parsing: block.output)["verified"] == true)
        let absent = try await world.dstackgov("eth", "block", "99999999")
        #expect(absent.status == 1)
        let logs = try await world.dstackgov(
            "eth", "logs", "--from", "0", "--address", kms, "--topic",
            "OwnershipTransferred(address,address)")
        #expect(logs.status == 0 && !logs.output.isEmpty, "\(logs.errors)")
        for line in logs.output.split(separator: "\n") {
            let log = try JSONValue(parsing: String(line))
            #expect(
                log["topics"]?[0]
                    == "0x8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0")
        }
    }

    /// What the same commands answer programs.
    private func answers(_ world: World, kms: String) async throws {
        let call = try await world.succeed(["eth", "call", kms, "owner()(address)"])
        #expect(call["values"]?[0]?.string.map { $0.dropFirst(2).lowercased() } != nil)
        #expect(try await world.succeed(["eth", "call", kms, "0x8da5cb5b"])["values"] == .null)
        let code = try await world.succeed(["eth", "code", kms])
        let hash = try await world.dstackgov("eth", "code", kms, "--hash")
        #expect(code["codeHash"]?.string.map { $0 + "\n" } == hash.output)
        let slot = try await world.succeed(["eth", "storage", kms, "0"])
        let plain = try await world.dstackgov("eth", "storage", kms, "0")
        #expect(slot["value"]?.string.map { $0 + "\n" } == plain.output)
        let balance = try await world.succeed(["eth", "balance", kms, "--unit", "ether"])
        #expect(balance["balance"] == "0" && balance["unit"] == "ether")
        let logs = try await world.succeed(["eth", "logs", "--from", "0", "--address", kms])
        #expect(logs["logs"]?.array?.isEmpty == false && logs["from"] == "0")
        for arguments in [["block", "latest"], ["proof", kms, "0"]] {
            let text = try await world.dstackgov(["eth"] + arguments)
            #expect(try await world.succeed(["eth"] + arguments) == JSONValue(parsing: text.output))
        }
        let key = ["--keystore", "owner1.json", "--password-file", "password"]
        let signed = try await world.succeed(["eth", "sign", World.image("11")] + key)
        #expect(signed["signer"]?.string == world.address(1))
        let opened = try await world.succeed(["eth", "wallet", "decrypt"] + key)
        let named = try await world.succeed(["eth", "wallet", "address", "owner1.json"])
        #expect(opened == named && named["address"]?.string == world.address(1))
    }

    private func sends(_ world: World) async throws {
        let friend = "0x5aFE3855358E112B5647B952709E6165e1c1eEEe"
        let pays = ["--keystore", "anyone.json", "--password-file", "password"]
        let wrong = try await world.dstackgov(
            ["eth", "send", friend, "--value", "1ether", "--chain-id", "1"] + pays)
        #expect(wrong.status == 1 && wrong.errors.contains("not 1"), "\(wrong.errors)")
        let sent = try await world.dstackgov(
            ["eth", "send", friend, "--value", "1.5ether", "--json"] + pays)
        #expect(sent.status == 0, "\(sent.errors)")
        let receipt = try JSONValue(parsing: sent.output)
        let hash = try #require(receipt["transactionHash"]?.string)
        let again = try await world.dstackgov("eth", "receipt", hash)
        #expect(try JSONValue(parsing: again.output) == receipt)
        let balance = try await world.dstackgov("eth", "balance", friend, "--unit", "ether")
        #expect(balance.output == "1.5\n")
        let before = try await world.dstackgov("eth", "balance", friend, "--block", "0")
        #expect(before.output == "0\n")
        let unknown = try await world.dstackgov(
            "eth", "receipt", "0x" + String(repeating: "11", count: 32))
        #expect(unknown.status == 4)
    }

    private func signs(_ world: World) async throws {
        let made = try await world.dstackgov(
            "eth", "wallet", "new", "--keystore", "new.json", "--password-file", "password",
            "--light", "--json")
        #expect(made.status == 0, "\(made.errors)")
        let address = try #require(try JSONValue(parsing: made.output)["address"]?.string)
        let named = try await world.dstackgov("eth", "wallet", "address", "new.json")
        #expect(named.output == address + "\n")
        let key = ["--keystore", "new.json", "--password-file", "password"]
        let opened = try await world.dstackgov(["eth", "wallet", "decrypt"] + key)
        #expect(opened.output == address + "\n")
        let twice = try await world.dstackgov(
            ["eth", "wallet", "new", "--light"] + key)
        #expect(twice.status == 2 && twice.errors.contains("exists already"))
        let signed = try await world.dstackgov(["eth", "sign", "--message", "hello"] + key)
        let signature = String(signed.output.dropLast())
        let verified = try await world.dstackgov(
            "eth", "verify", "--message", address, "hello", signature)
        #expect(verified.status == 0 && verified.output == "true\n", "\(verified.errors)")
        let other = try await world.dstackgov(
            "eth", "verify", "--message", address, "hullo", signature)
        #expect(other.status != 0 && other.errors.contains("signed, not"))
        try world.write(
            "typed.json",
            EthLines.cases("eip712/typed_data.jsonl")[0].member("typedData").serialized())
        let typed = try await world.dstackgov(["eth", "sign", "--typed-data", "typed.json"] + key)
        let digest = try await world.dstackgov("eth", "typed-data-hash", "typed.json")
        let hash = try #require(try JSONValue(parsing: digest.output)["digest"]?.string)
        let signer = try await world.dstackgov(
            "eth", "recover", hash, String(typed.output.dropLast()))
        #expect(signer.output == address + "\n")
    }
}
