import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("secp256k1: what is recovered, verified and refused")
struct Secp256k1Tests {
    @Test(
        "Every signature of the corpus recovers to its key and verifies",
        arguments: [("secp256k1/sign.jsonl", 520), ("edge-cases/signatures.jsonl", 21)])
    func signatures(file: String, count: Int) throws {
        let cases = try Fixtures.cases(file)
        #expect(cases.count == count)
        for example in cases {
            let signature = try example.signature()
            let digest = try Hash32(hex: example.string("hash"))
            let key = try Secp256k1.recover(digest: digest, signature: signature)
            #expect(key.uncompressed.hex == (try example.string("publicKey")), "\(example.id)")
            #expect(key.address.checksummed == (try example.string("address")), "\(example.id)")
            #expect(Secp256k1.isValid(signature, of: digest, by: key), "\(example.id)")
            let other = try Hash32(hex: flip(digest.bytes, 7).hex)
            #expect(!Secp256k1.isValid(signature, of: other, by: key), "\(example.id)")
        }
    }

    @Test("Keys behind signatures that no one made are recovered")
    func recovery() throws {
        let cases = try Fixtures.cases("secp256k1/recover.jsonl")
        #expect(cases.count == 62)
        for example in cases {
            let digest = try Hash32(hex: example.string("hash"))
            let key = try Secp256k1.recover(digest: digest, signature: example.signature())
            #expect(key.uncompressed.hex == (try example.string("publicKey")), "\(example.id)")
            #expect(key.address.checksummed == (try example.string("address")), "\(example.id)")
        }
    }

    @Test("Every spoiled signature is refused by its rule")
    func refused() throws {
        let cases = try Fixtures.cases("secp256k1/rejected.jsonl")
        #expect(cases.count == 235)
        for example in cases {
            let digest = try Hash32(hex: example.string("hash"))
            let bytes = try Bytes(hex: example.string("signature"))
            let rule = try SignatureError.Rule(rawValue: example.string("rule"))
            let error = #expect(throws: SignatureError.self, "\(example.id)") {
                try Secp256k1.recover(digest: digest, signature: Signature(bytes))
            }
            #expect(error?.rule == rule, "\(example.id)")
        }
    }

    @Test("ecrecover takes a high s, and the key behind it is the one of the low s")
    func highS() throws {
        let cases = try Fixtures.cases("secp256k1/rejected.jsonl").filter {
            try $0.string("rule") == "highS"
        }
        #expect(!cases.isEmpty)
        for example in cases {
            let digest = try Hash32(hex: example.string("hash"))
            let bytes = try Bytes(hex: example.string("signature"))
            let signature = try Signature(bytes, strictness: .anyS)
            let key = try Secp256k1.recover(
                digest: digest, signature: signature, strictness: .anyS)
            #expect(!Secp256k1.isValid(signature, of: digest, by: key), "\(example.id)")
        }
    }

    @Test("A key reads from both forms and has its address")
    func keys() throws {
        let cases = try Fixtures.cases("secp256k1/keys.jsonl")
        #expect(cases.count == 211)
        for example in cases {
            let long = try Bytes(hex: example.string("publicKey"))
            let short = try Bytes(hex: example.string("compressed"))
            let key = try PublicKey(long)
            #expect(try PublicKey(short) == key, "\(example.id)")
            #expect(key.uncompressed == long, "\(example.id)")
            #expect(key.compressed == short, "\(example.id)")
            #expect(key.address.checksummed == (try example.string("address")), "\(example.id)")
        }
    }

    @Test("Points at the edge read from both forms")
    func edgeKeys() throws {
        let cases = try Fixtures.cases("edge-cases/public_keys.jsonl")
        #expect(cases.count == 3)
        for example in cases {
            let key = try PublicKey(Bytes(hex: example.string("publicKey")))
            #expect(try PublicKey(Bytes(hex: example.string("compressed"))) == key)
            #expect(key.compressed.hex == (try example.string("compressed")), "\(example.id)")
            #expect(key.address.checksummed == (try example.string("address")), "\(example.id)")
        }
    }

    @Test("Other spellings of a key are refused: an alias of x, hybrid forms, points off the curve")
    func refusedKeys() throws {
        let cases = try Fixtures.cases("edge-cases/rejected_public_keys.jsonl")
        #expect(cases.count == 13)
        for example in cases {
            let bytes = try Bytes(hex: example.string("publicKey"))
            let error = #expect(throws: PublicKeyError.self, "\(example.id)") {
                try PublicKey(bytes)
            }
            let rule =
                switch error {
                case .length: "length"
                case .form: "prefix"
                case .coordinateTooLarge: "coordinateTooLarge"
                case .notOnCurve: "notOnCurve"
                case nil: "none"
                }
            #expect(rule == (try example.string("rule")), "\(example.id)")
        }
    }
}

extension FixtureCase {
    /// The members r, s and yParity.
    func signature() throws -> Signature {
        Signature(
            r: try Hash32(hex: string("r")), s: try Hash32(hex: string("s")),
            yParity: try string("yParity") == "1")
    }
}
