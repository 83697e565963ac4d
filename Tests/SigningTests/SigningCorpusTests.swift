import Cryptography
import Primitives
import Signing
import TestSupport
import Testing

@Suite("Keys and signatures")
struct SigningCorpusTests {
    @Test(
        "Every signature of the corpus is made again, byte for byte; hashes beyond the order too",
        arguments: [("secp256k1/sign.jsonl", 520), ("edge-cases/signatures.jsonl", 21)])
    func sign(file: String, count: Int) throws {
        let cases = try Fixtures.cases(file)
        #expect(cases.count == count)
        for item in cases {
            let key = try PrivateKey.test(item.string("key"))
            #expect(key.address == (try Address(hex: item.string("address"))), "\(item.id)")
            let signature = try key.sign(Hash32(hex: item.string("hash")))
            #expect(signature.r == (try Hash32(hex: item.string("r"))), "\(item.id)")
            #expect(signature.s == (try Hash32(hex: item.string("s"))), "\(item.id)")
            #expect((signature.yParity ? "1" : "0") == (try item.string("yParity")), "\(item.id)")
        }
    }

    @Test("Every key of the corpus has its public key and its account")
    func keys() throws {
        let cases = try Fixtures.cases("secp256k1/keys.jsonl")
        #expect(cases.count == 211)
        for item in cases {
            let key = try PrivateKey.test(item.string("key"))
            #expect(key.publicKey.uncompressed.hex == (try item.string("publicKey")), "\(item.id)")
            #expect(key.address.checksummed == (try item.string("address")), "\(item.id)")
        }
    }

    @Test("What is no private key is refused by its rule")
    func rejectedKeys() throws {
        let cases = try Fixtures.cases("secp256k1/rejected_keys.jsonl")
        #expect(cases.count == 12)
        for item in cases {
            var rule: String?
            do throws(PrivateKeyError) {
                _ = try PrivateKey(SigningCorpusTests.secret(item))
            } catch {
                rule = error.rule.rawValue
            }
            #expect(rule == (try item.string("rule")), "\(item.id)")
        }
    }

    private static func secret(_ item: FixtureCase) throws(PrivateKeyError) -> SecretBytes {
        do {
            return try SecretBytes.test(Bytes(hex: item.string("key")))
        } catch {
            throw PrivateKeyError(.memory)
        }
    }
}
