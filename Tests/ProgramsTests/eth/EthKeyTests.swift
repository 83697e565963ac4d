import Codec
import Primitives
import TestSupport
import Testing

@Suite("dstackgov eth: keys, signatures and addresses, whole corpora line by line")
struct EthKeyTests {
    @Test(
        "recover and verify",
        arguments: [
            ("secp256k1/sign.jsonl", 520), ("secp256k1/recover.jsonl", 62),
            ("edge-cases/signatures.jsonl", 21),
        ])
    func recover(file: String, count: Int) async throws {
        try await EthLines.accept("recover", file, count: count) {
            EthKeyTests.line($0)
        } expected: {
            $0.member("address")
        }
        try await EthLines.accept("verify", file, count: count) {
            EthKeyTests.line($0).setting("address", $0.member("address"))
        } expected: { _ in
            true
        }
    }

    @Test("recover refuses by rule what is no signature")
    func rejected() async throws {
        try await EthLines.reject("recover", "secp256k1/rejected.jsonl", count: 235) { item in
            item.setting("digest", item.member("hash"))
        }
    }

    @Test("recover and verify read messages and compact signatures")
    func forms() async throws {
        try await EthLines.accept(
            "recover", "eip712/personal_messages.jsonl", count: 60
        ) { $0.member("address") }
        let digest = "0xd967f017af94fa0dd9d81f14c12378dea06b13158f4bd7ca7be3a73ccbcce4fd"
        let compact = """
            0x16a4c32d7e8de74161179375bac6384d40a13ad06512a2b999a992935d99ca9f\
            18ae63ce6cfbefe1225952a241b8f21ee4a3554b7e028519ae0ad62b0fbf2277
            """
        let plain = try await ask("recover", digest, compact)
        #expect(plain.status == 2 && plain.errors.contains("EIP-2098"))
        let expanded = try await ask("recover", "--compact", digest, compact)
        #expect(expanded.output == "0x458d2d2054d275F12D69854a7a347975c98eC642\n")
        // A signature whose v lost its padding has an odd number of digits: nothing is guessed.
        let odd = try await ask("recover", digest, compact + "1")
        #expect(odd.status == 2 && odd.errors.contains("odd number of hex digits"))
    }

    @Test(
        "address",
        arguments: [("secp256k1/keys.jsonl", 211), ("edge-cases/public_keys.jsonl", 3)])
    func address(file: String, count: Int) async throws {
        for form in ["publicKey", "compressed"] {
            try await EthLines.accept("address", file, count: count) { item in
                ["publicKey": item.member(form)]
            } expected: {
                $0.member("address")
            }
        }
    }

    @Test("address refuses by rule what is no public key")
    func addressRejected() async throws {
        try await EthLines.reject(
            "address", "edge-cases/rejected_public_keys.jsonl", count: 13)
    }

    @Test("checksum")
    func checksum() async throws {
        try await EthLines.accept(
            "checksum", "address/checksum.jsonl", count: 100
        ) { $0.member("checksum") }
        try await EthLines.reject("checksum", "address/rejected.jsonl", count: 89) { item in
            ["address": item.member("input")]
        }
        let other = try await ask("checksum", "0x5aaEB6053f3e94c9b9a09f33669435E7ef1bEAeD")
        #expect(other.status == 2 && other.errors.contains("EIP-55"))
    }

    @Test("create-address")
    func create() async throws {
        try await EthLines.accept(
            "create-address", "address/create.jsonl", count: 105
        ) { $0.member("address") }
        try await EthLines.accept(
            "create-address", "address/create2.jsonl", count: 87
        ) { $0.member("address") }
    }

    @Test(
        "wallet-decrypt",
        arguments: [("keystore/valid.jsonl", 60), ("edge-cases/keystores.jsonl", 2)])
    func decrypt(file: String, count: Int) async throws {
        try await EthLines.accept("wallet-decrypt", file, count: count) { $0.member("address") }
    }

    @Test(
        "wallet-decrypt refuses by rule",
        arguments: [("keystore/rejected.jsonl", 35), ("edge-cases/rejected_keystores.jsonl", 5)])
    func decryptRejected(file: String, count: Int) async throws {
        try await EthLines.reject(
            "wallet-decrypt", file, count: count, rules: { EthKeyTests.keystoreRules[$0] ?? [] })
    }

    /// What the rules of the corpus, which are sentences, are called by the command.
    static let keystoreRules: [String: Set<String>] = [
        "MAC differs": ["mac"], "ciphertext altered": ["mac"], "salt altered": ["mac"],
        "wrong password": ["mac"], "MAC of 31 bytes": ["length"], "MAC is no hex": ["digit"],
        "version 1": ["version"], "version 4": ["version"], "version is text": ["version"],
        "version missing": ["missing"], "cipher aes-128-cbc": ["cipher"],
        "cipher unknown": ["cipher"], "kdf unknown": ["kdf"],
        "kdf of the other kind's parameters": ["missing"], "prf hmac-sha512": ["prf"],
        "iterations 0": ["cost"], "iterations beyond the limit of 10,000,000": ["cost"],
        "scrypt n is no power of two": ["cost"], "scrypt n is 1": ["cost"],
        "scrypt n·r·128 beyond the limit of 1 GiB": ["cost"], "scrypt r is 0": ["cost"],
        "scrypt p·r·128 beyond the limit of 1 GiB": ["cost"], "scrypt p is negative": ["cost"],
        "dklen below 32: no MAC key": ["dklen"], "dklen beyond the limit of 1,024": ["dklen"],
        "dklen missing": ["missing"], "iv of 15 bytes": ["length"], "salt missing": ["missing"],
        "crypto missing": ["missing"], "address of another key": ["address"],
        "text after the JSON value": ["trailing"], "cut short": ["end"],
        "duplicate key": ["duplicate"], "private key 0": ["zero"],
        "private key n, the group order": ["tooLarge"], "secret of 33 bytes": ["secretLength"],
        "secret of 31 bytes": ["secretLength"],
    ]

    /// r, s and parity of a case as one signature of 65 bytes.
    private static func line(_ item: JSONValue) -> JSONValue {
        let parity = item["yParity"] == "1" ? "1c" : "1b"
        let r = item["r"]?.string ?? ""
        let s = item["s"]?.string?.dropFirst(2) ?? ""
        return ["digest": item.member("hash"), "signature": .string(r + s + parity)]
    }

    private func ask(_ arguments: String...) async throws -> Program.Outcome {
        try await Program.dstackgov.run(["eth"] + arguments)
    }
}
