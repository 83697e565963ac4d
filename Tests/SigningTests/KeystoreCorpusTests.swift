import Codec
import Cryptography
import Foundation
import Primitives
import Signing
import TestSupport
import Testing

@Suite("Keystores open with their password, and what is wrong with them is named")
struct KeystoreCorpusTests {
    @Test(
        "Every keystore of the corpus opens, geth's own cost included",
        arguments: [("keystore/valid.jsonl", 60), ("edge-cases/keystores.jsonl", 2)])
    func open(file: String, count: Int) throws {
        let cases = try Fixtures.cases(file)
        #expect(cases.count == count)
        for item in cases {
            let key = try open(item)
            #expect(key.address.checksummed == (try item.string("address")), "\(item.id)")
            let expected = try PrivateKey.test(item.string("privateKey"))
            #expect(key.publicKey == expected.publicKey, "\(item.id)")
        }
    }

    @Test(
        "Every rejected keystore is refused by its rule",
        arguments: [("keystore/rejected.jsonl", 35), ("edge-cases/rejected_keystores.jsonl", 5)])
    func reject(file: String, count: Int) throws {
        let cases = try Fixtures.cases(file)
        #expect(cases.count == count)
        for item in cases {
            var found: KeystoreError?
            do { _ = try open(item) } catch { found = error as? KeystoreError }
            let error = try #require(found, "\(item.id) opened")
            let rule = try item.string("rule")
            #expect(KeystoreRule.isBroken(rule, by: error), "\(item.id), \(rule): \(error)")
        }
    }

    @Test("A secret of 31 bytes opens as the key padded on its left, when asked for")
    func shortSecret() throws {
        let item = try #require(
            try Fixtures.cases("edge-cases/rejected_keystores.jsonl").last)
        let key = try open(item, leniency: .shortSecret)
        #expect(key.address.checksummed == (try item.string("lenientAddress")))
        let expected = try PrivateKey.test(item.string("lenientPrivateKey"))
        #expect(key.publicKey == expected.publicKey)
    }

    @Test("A key is sealed, and opens again with the same password and with no other")
    func seal() throws {
        let key = try PrivateKey.generate()
        let cost = Keystore.Derivation.scrypt(
            try Scrypt(cost: 2, blockSize: 1, parallelism: 1))
        let password = try SecretBytes.test("pass \u{e9} word")
        let sealed = try Keystore(sealing: key, password: password, derivation: cost)
        let read = try Keystore(parsing: Bytes(utf8: sealed.json.serialized()))
        #expect(read == sealed)
        #expect(try read.open(password: password).publicKey == key.publicKey)
        let wrong = try SecretBytes.test("pass e\u{301} word")
        #expect(throws: KeystoreError.mac) { _ = try read.open(password: wrong).address }
    }

    @Test("A keystore that says aes-128-cbc is refused, or read as what it says when asked for")
    func blockChaining() throws {
        guard let text = try shared("keystore-cbc.json") else { return }
        #expect(throws: KeystoreError.cipher(found: "aes-128-cbc")) { try Keystore(parsing: text) }
        let keystore = try Keystore(parsing: text, leniency: .blockChaining)
        let key = try keystore.open(password: SecretBytes.test("happy1234"))
        #expect(key.address.checksummed == "0x8993480F71abaF4760a8E5253f591C9e06FB5E50")
    }

    @Test("A keystore with an empty salt is refused, or opens with a warning when asked for")
    func emptySalt() throws {
        guard let text = try shared("keystore-empty-salt.json") else { return }
        #expect(throws: KeystoreError.emptySalt) { try Keystore(parsing: text) }
        let keystore = try Keystore(parsing: text, leniency: .all)
        #expect(keystore.needs.contains(.emptySalt))
        let key = try keystore.open(password: SecretBytes.test("testpassword"))
        #expect(key.address.checksummed == "0x008AeEda4D805471dF9b2A5B0f38A0C3bCBA786b")
    }

    private func open(
        _ item: FixtureCase, leniency: KeystoreLeniency = []
    ) throws -> PrivateKey {
        let keystore = try Keystore(
            parsing: Bytes(utf8: item.string("keystore")), leniency: leniency)
        return try keystore.open(
            password: SecretBytes.test(Bytes(hex: item.string("passwordBytes"))))
    }

    /// A file of the public field data; nil, and said so, where that is absent.
    private func shared(_ name: String) throws -> Bytes? {
        guard let folder = Fixtures.sharedData else {
            print("shared/data is absent: \(name) is not read")
            return nil
        }
        return Bytes([UInt8](try Data(contentsOf: folder.appending(path: "field/\(name)"))))
    }
}

/// What each rule of the corpus is called by the reader.
private enum KeystoreRule {
    static func isBroken(_ rule: String, by error: KeystoreError) -> Bool {
        switch (rule, error) {
        case ("MAC differs", .mac), ("ciphertext altered", .mac), ("salt altered", .mac),
            ("wrong password", .mac),
            ("MAC of 31 bytes", .hex(member: "crypto.mac", _)),
            ("MAC is no hex", .hex(member: "crypto.mac", _)),
            ("version 1", .version(found: "1")), ("version 4", .version(found: "4")),
            ("version is text", .version(found: #""3""#)),
            ("version missing", .missing(member: "version")),
            ("cipher aes-128-cbc", .cipher(found: "aes-128-cbc")),
            ("cipher unknown", .cipher), ("kdf unknown", .derivation),
            ("kdf of the other kind's parameters", .missing),
            ("prf hmac-sha512", .pseudorandomFunction(found: "hmac-sha512")),
            ("iterations 0", .cost(.parameter(name: "c", value: 0))),
            ("iterations beyond the limit of 10,000,000", .cost(.work)),
            ("scrypt n is no power of two", .cost(.parameter(name: "n", _))),
            ("scrypt n is 1", .cost(.parameter(name: "n", value: 1))),
            ("scrypt n·r·128 beyond the limit of 1 GiB", .cost(.memory)),
            ("scrypt p·r·128 beyond the limit of 1 GiB", .cost(.memory)),
            ("scrypt r is 0", .cost(.parameter(name: "r", value: 0))),
            ("scrypt p is negative", .cost(.parameter(name: "p", _))),
            ("dklen below 32: no MAC key", .derivedKeyLength),
            ("dklen beyond the limit of 1,024", .derivedKeyLength),
            ("dklen missing", .missing(member: "crypto.kdfparams.dklen")),
            ("iv of 15 bytes", .hex(member: "crypto.cipherparams.iv", _)),
            ("salt missing", .missing(member: "crypto.kdfparams.salt")),
            ("crypto missing", .missing(member: "crypto")),
            ("address of another key", .address),
            ("private key 0", .key(PrivateKeyError(.zero))),
            ("private key n, the group order", .key(PrivateKeyError(.tooLarge))),
            ("secret of 33 bytes", .secretLength(found: 33)),
            ("secret of 31 bytes", .secretLength(found: 31)):
            true
        case ("text after the JSON value", .json(let fault)): fault.rule == .trailing
        case ("cut short", .json(let fault)): fault.rule == .end
        case ("duplicate key", .json(let fault)): fault.rule == .duplicate
        default: false
        }
    }
}
