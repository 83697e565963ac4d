import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("secp256k1: what is recovered, verified and refused")
struct Secp256k1Tests {
    @Test("Every signature of the corpus recovers to its key and verifies")
    func signatures() throws {
        let cases = try Fixtures.cases("secp256k1/sign.jsonl")
        #expect(cases.count == 520)
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

    @Test("Other spellings of a key are refused: an alias of x, hybrid forms, points off the curve")
    func refusedKeys() throws {
        let generator = try hex(
            """
            79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798
            483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8
            """)
        let alias = try hex("02fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc30")
        _ = try PublicKey([0x02] + Bytes(repeating: 0, count: 31) + [1])
        #expect(throws: PublicKeyError.coordinateTooLarge(offset: 1)) { try PublicKey(alias) }
        _ = try PublicKey([4] + generator)
        for form: UInt8 in [0, 2, 3, 5, 6, 7] {
            #expect(throws: PublicKeyError.form(form)) { try PublicKey([form] + generator) }
        }
        #expect(throws: PublicKeyError.form(4)) { try PublicKey([4] + generator.slice(0..<32)) }
        #expect(throws: PublicKeyError.notOnCurve) { try PublicKey([4] + flip(generator, 511)) }
        #expect(throws: PublicKeyError.length(64)) { try PublicKey(generator) }
        #expect(throws: PublicKeyError.length(0)) { try PublicKey([]) }
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
