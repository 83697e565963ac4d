import Cryptography
import Primitives
import Signing
import TestSupport
import Testing

@Suite("Keys and signatures")
struct SigningCorpusTests {
    @Test("Every signature of the corpus is made again, byte for byte")
    func sign() throws {
        let cases = try Fixtures.cases("secp256k1/sign.jsonl")
        #expect(cases.count == 520)
        for item in cases {
            let key = try SigningCorpusTests.key(item.string("key"))
            #expect(key.address == (try Address(hex: item.string("address"))), "\(item.id)")
            let signature = try key.sign(Hash32(hex: item.string("hash")))
            #expect(signature.r == (try Hash32(hex: item.string("r"))), "\(item.id)")
            #expect(signature.s == (try Hash32(hex: item.string("s"))), "\(item.id)")
            #expect((signature.yParity ? "1" : "0") == (try item.string("yParity")), "\(item.id)")
        }
    }

    @Test("Every account of the corpus is derived from its mnemonic")
    func accounts() throws {
        for item in try Fixtures.cases("hd/accounts.jsonl") {
            let words = try SigningCorpusTests.secret(utf8: item.string("mnemonic"))
            let path = try DerivationPath(item.string("path"))
            let account = try ExtendedKey(seed: Mnemonic(words: words).seed()).derived(by: path)
            #expect(account.key.address == (try Address(hex: item.string("address"))), "\(item.id)")
        }
    }

    @Test("Keystores of the corpus open with their password and with no other")
    func keystores() throws {
        // Sealed with little work or by PBKDF2: the costly ones take a second each.
        let cases = try Fixtures.cases("keystore/valid.jsonl").filter { item in
            !item.text.contains(#"\"n\":262144"#)
        }
        #expect(cases.count > 10)
        for item in cases {
            let keystore = try Keystore(parsing: Bytes(utf8: item.string("keystore")))
            let password = try SigningCorpusTests.secret(Bytes(hex: item.string("passwordBytes")))
            let key = try keystore.open(password: password)
            let expected = try SigningCorpusTests.key(item.string("privateKey"))
            #expect(key.address == expected.address, "\(item.id)")
        }
        let first = try #require(cases.first)
        let keystore = try Keystore(parsing: Bytes(utf8: first.string("keystore")))
        let wrong = try SigningCorpusTests.secret(utf8: "not the password")
        var isOpen = true
        do { _ = try keystore.open(password: wrong) } catch { isOpen = false }
        #expect(!isOpen)
    }

    private static func key(_ hex: String) throws -> PrivateKey {
        try PrivateKey(secret(Bytes(hex: hex)))
    }

    private static func secret(utf8 text: String) throws -> SecretBytes {
        try secret(Bytes(utf8: text))
    }

    private static func secret(_ bytes: Bytes) throws -> SecretBytes {
        try bytes.withSpan { span throws(SecretError) in try SecretBytes(copying: span) }
    }
}
