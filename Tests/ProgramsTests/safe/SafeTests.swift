import Codec
import Foundation
import TestSupport
import Testing

extension OperationSuites {
    @Suite("dstackgov safe and completion")
    struct SafeTests {
        @Test("a Safe is told whole: code, owners, the owner before each")
        func info() async throws {
            let world = try await SharedWorld.world
            let info = try await world.succeed(["safe", "info"])
            #expect(info["version"]?.string == "1.4.1" && info["knownProxy"]?.bool == true)
            #expect(info["owners"]?.array?.compactMap(\.string) == world.owners)
            #expect(info["modules"]?.array?.isEmpty == true)
            let owners = try await world.succeed(["safe", "owners"])
            let before = owners["owners"]?.array?.compactMap { $0["prevOwner"]?.string } ?? []
            let sentinel = "0x" + String(repeating: "0", count: 39) + "1"
            #expect(before == [sentinel] + world.owners.dropLast())
            try await world.fail(
                ["safe", "info", world.address(8)], code: 3, saying: "no usable answer")
        }

        @Test("a predicted address is the one of safe-eth-py")
        func predict() async throws {
            let world = try await SharedWorld.world
            var arguments = ["safe", "predict", "--threshold", "2", "--salt-nonce", "42"]
            for owner in world.owners { arguments += ["--owner", owner] }
            let told = try await world.succeed(arguments)
            let script = """
                import sys
                from eth_utils import keccak, to_checksum_address
                factory, singleton, data, creation = sys.argv[1:]
                data = bytes.fromhex(data[2:])[4:]
                start = int.from_bytes(data[32:64], "big")
                size = int.from_bytes(data[start:start + 32], "big")
                initializer = data[start + 32:start + 32 + size]
                salt = keccak(keccak(initializer) + (42).to_bytes(32, "big"))
                from safe_eth.eth.utils import mk_contract_address_2
                code = bytes.fromhex(creation[2:]) + bytes(12) + bytes.fromhex(singleton[2:])
                print(mk_contract_address_2(factory, salt, code))
                """
            let factory = try #require(told["factory"]?.string)
            let called = try await world.dstackgov([
                "eth", "rpc", "eth_call",
                "{\"to\":\"\(factory)\",\"data\":\"0x53e5d935\"}", "latest",
            ])
            let answer = try #require(try JSONValue(parsing: called.output).string)
            let size = try #require(Int(answer.dropFirst(66).prefix(64), radix: 16))
            let creation = "0x" + answer.dropFirst(130).prefix(size * 2)
            let singleton = try JSONValue(parsing: try world.text("deployment.json"))["safe"]?[
                "singleton"]?.string
            let expected = try await WalletElsewhere.python(
                script, [factory, singleton ?? "", told["calldata"]?.string ?? "", creation])
            #expect(told["address"]?.string == expected && told["exists"]?.bool == false)
        }

        @Test("what devices show is what inspect says, in the devices' writing")
        func preflight() async throws {
            let world = try await SharedWorld.world
            let proposed = try await world.propose("devices", image: World.image("78"))
            let told = try await world.succeed(["safe", "preflight", "devices.json"])
            #expect(told["safeTxHash"]?.string == proposed["safeTxHash"]?.string)
            let domain = try #require(told["domainHash"]?.string)
            #expect(domain.dropFirst(2) == domain.dropFirst(2).uppercased())
            let page = try await world.dstackgov("safe", "preflight", "devices.json")
            #expect(page.output.contains("eth_sign") && page.output.contains("1. ") == false)
        }

        @Test("a message's hash is the one that the Safe's handler gives, and an owner signs it")
        func message() async throws {
            let world = try await SharedWorld.world
            let told = try await world.succeed([
                "safe", "message", "--text", "hello", "--mnemonic-file", "mnemonic",
                "--mnemonic-index", "1",
            ])
            let script = """
                import sys
                from eth_account import Account
                from eth_account.messages import _hash_eip191_message, encode_defunct
                digest, signature = (bytes.fromhex(text[2:]) for text in sys.argv[1:3])
                print("0x" + _hash_eip191_message(encode_defunct(text="hello")).hex())
                print(Account._recover_hash(digest, signature=signature))
                """
            let lines = try await WalletElsewhere.python(
                script, [told["digest"]?.string ?? "", told["signature"]?.string ?? ""])
            let expected = [told["message"]?.string ?? "", world.owners[0]]
            #expect(lines.split(separator: "\n").map(String.init) == expected)
            let stranger = ["--mnemonic-file", "mnemonic", "--mnemonic-index", "8"]
            try await world.fail(
                ["safe", "message", "--text", "hello"] + stranger, code: 1, saying: "is no owner")
        }

        @Test("a file is hashed to the byte, and what another program makes of it is told")
        func messageFile() async throws {
            let world = try await SharedWorld.world
            try world.write("message.txt", "hello\n")
            let command = ["safe", "message", "--file", "message.txt"]
            let told = try await world.succeed(command)
            let plain = try await world.succeed(["safe", "message", "--text", "hello"])
            #expect(told["length"] == 6 && plain["length"] == 5)
            #expect(told["digest"] != plain["digest"])
            let others = try #require(told["otherSpellings"]?.array)
            #expect(others.map { $0["difference"] } == ["finalNewline"])
            #expect(others.map { $0["digest"] } == [plain["digest"]])
            #expect(plain["otherSpellings"] == [])
            let page = try await world.dstackgov(command)
            #expect(page.output.contains("ends with a newline"))
        }

        @Test("the tree of owners is told, and no account is taken for a Safe")
        func nested() async throws {
            let world = try await SharedWorld.world
            try await world.propose("tree", image: World.image("79"))
            let told = try await world.succeed(["safe", "nested", "tree.json"])
            let lines = told["tree"]?.array?.compactMap(\.string) ?? []
            #expect(lines.filter { $0.hasSuffix(" account") }.count == 3)
            try await world.fail(
                ["safe", "nested", "tree.json", "--child", world.address(8), "--out", "c.json"],
                code: 1, saying: "is no owner")
            try await world.fail(
                ["safe", "nested", "tree.json", "--approval", "tree.json"], code: 1,
                saying: "approves no hash")
        }

        @Test("completion scripts name the commands", arguments: ["bash", "zsh", "fish"])
        func completion(shell: String) async throws {
            let outcome = try await Program.dstackgov.run(["completion", shell])
            #expect(outcome.status == 0 && outcome.output.contains("signatures"))
            let none = try await Program.dstackgov.run(["completion", "sh"])
            #expect(none.status == 2)
        }
    }
}
