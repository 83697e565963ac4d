import Cryptography
import Primitives
import Testing

@Suite("Keys are derived as the RFCs' vectors say")
struct KeyDerivationTests {
    @Test("HMAC of RFC 4231: short key, text key, key of 131 bytes")
    func hmac() throws {
        let cases: [(key: Bytes, message: Bytes, sha256: String, sha384: String)] = [
            (
                Bytes(repeating: 0x0b, count: 20), Bytes(utf8: "Hi There"),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
                """
                afd03944d84895626b0825f4ab46907f15f9dadbe4101ec6
                82aa034c7cebc59cfaea9ea9076ede7f4af152e8b2fa9cb6
                """
            ),
            (
                Bytes(utf8: "Jefe"), Bytes(utf8: "what do ya want for nothing?"),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                """
                af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47
                e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649
                """
            ),
            (
                Bytes(repeating: 0xaa, count: 131),
                Bytes(utf8: "Test Using Larger Than Block-Size Key - Hash Key First"),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
                """
                4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f
                3cd11f05033ac4c60c2ef6ab4030fe8296248df163f44952
                """
            ),
        ]
        for (key, message, sha256, sha384) in cases {
            #expect(HMAC<SHA256>.code(of: message, key: key) == (try hex(sha256)))
            #expect(HMAC<SHA384>.code(of: message, key: key) == (try hex(sha384)))
        }
    }

    @Test("HKDF of RFC 5869, test cases 1 to 3")
    func hkdf() throws {
        let one = try HKDF<SHA256>.derive(
            42, from: Bytes(repeating: 0x0b, count: 22), salt: hex("000102030405060708090a0b0c"),
            info: hex("f0f1f2f3f4f5f6f7f8f9"))
        #expect(
            one
                == (try hex(
                    """
                    3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf
                    34007208d5b887185865
                    """)))
        let two = try HKDF<SHA256>.derive(
            82, from: Bytes(0x00...0x4f), salt: Bytes(0x60...0xaf), info: Bytes(0xb0...0xff))
        #expect(
            two
                == (try hex(
                    """
                    b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c
                    59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71
                    cc30c58179ec3e87c14c01d5c1f3434f1d87
                    """)))
        let three = try HKDF<SHA256>.derive(
            42, from: Bytes(repeating: 0x0b, count: 22), salt: Bytes(), info: Bytes())
        #expect(
            three
                == (try hex(
                    """
                    8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d
                    9d201395faa4b61a96c8
                    """)))
    }

    @Test("HKDF gives 255 hashes, and refuses one byte more")
    func hkdfLength() throws {
        let most = try HKDF<SHA256>.derive(8160, from: [1], salt: [], info: [])
        #expect(most.count == 8160)
        #expect(try HKDF<SHA256>.derive(0, from: [1], salt: [], info: []).isEmpty)
        #expect(throws: KeyDerivationError.tooLong(asked: 8161, most: 8160)) {
            try HKDF<SHA256>.derive(8161, from: [1], salt: [], info: [])
        }
    }

    @Test("PBKDF2 of RFC 7914, section 11")
    func pbkdf2() throws {
        #expect(
            try pbkdf2("passwd", salt: "salt", iterations: 1)
                == hex(
                    """
                    55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc
                    49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783
                    """))
        #expect(
            try pbkdf2("Password", salt: "NaCl", iterations: 80000)
                == hex(
                    """
                    4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56
                    a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d
                    """))
    }

    @Test("PBKDF2 refuses no iteration and more than the limit")
    func pbkdf2Limits() {
        #expect(throws: KeyDerivationError.parameter(name: "iterations", value: 0)) {
            try pbkdf2("", salt: "", iterations: 0)
        }
        #expect(throws: KeyDerivationError.work(units: 10_000_001, limit: 10_000_000)) {
            try pbkdf2("", salt: "", iterations: 10_000_001)
        }
    }

    @Test("scrypt of RFC 7914, section 12")
    func scrypt() throws {
        #expect(
            try scrypt("", salt: "", Scrypt(cost: 16, blockSize: 1, parallelism: 1))
                == hex(
                    """
                    77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442
                    fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906
                    """))
        #expect(
            try scrypt("password", salt: "NaCl", Scrypt(cost: 1024, blockSize: 8, parallelism: 16))
                == hex(
                    """
                    fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162
                    2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640
                    """))
        #expect(
            try scrypt(
                "pleaseletmein", salt: "SodiumChloride",
                Scrypt(cost: 16384, blockSize: 8, parallelism: 1))
                == hex(
                    """
                    7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2
                    d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887
                    """))
    }

    @Test("scrypt refuses what its definition refuses, and what needs too much of a machine")
    func scryptLimits() throws {
        #expect(throws: KeyDerivationError.parameter(name: "n", value: 1025)) {
            try Scrypt(cost: 1025, blockSize: 8, parallelism: 1)
        }
        #expect(throws: KeyDerivationError.parameter(name: "n", value: 1)) {
            try Scrypt(cost: 1, blockSize: 8, parallelism: 1)
        }
        #expect(throws: KeyDerivationError.parameter(name: "p", value: -1)) {
            try Scrypt(cost: 2, blockSize: 1, parallelism: -1)
        }
        // 1 GiB is allowed, the next power of two is not, in the table as in the blocks.
        _ = try Scrypt(cost: 1 << 20, blockSize: 8, parallelism: 1)
        #expect(throws: KeyDerivationError.memory(bytes: 1 << 31, limit: 1 << 30)) {
            try Scrypt(cost: 1 << 21, blockSize: 8, parallelism: 1)
        }
        #expect(throws: KeyDerivationError.memory(bytes: 137_438_953_344, limit: 1 << 30)) {
            try Scrypt(cost: 2, blockSize: 1, parallelism: 1_073_741_823)
        }
        #expect(throws: KeyDerivationError.work(units: 1 << 35, limit: 1 << 34)) {
            try Scrypt(cost: 1 << 20, blockSize: 8, parallelism: 32)
        }
        #expect(throws: KeyDerivationError.memory(bytes: .max, limit: 1 << 30)) {
            try Scrypt(cost: 1 << 62, blockSize: .max, parallelism: .max)
        }
    }
}

extension KeyDerivationTests {
    private func pbkdf2(_ password: String, salt: String, iterations: Int) throws -> Bytes {
        try filled(64) { key in
            try Bytes(utf8: password).withSpan { password in
                try Bytes(utf8: salt).withSpan { salt in
                    try PBKDF2.derive(
                        into: &key, password: password, salt: salt, iterations: iterations,
                        hash: .sha256)
                }
            }
        }
    }

    private func scrypt(_ password: String, salt: String, _ scrypt: Scrypt) throws -> Bytes {
        try filled(64) { key in
            try Bytes(utf8: password).withSpan { password in
                try Bytes(utf8: salt).withSpan { salt in
                    try scrypt.derive(into: &key, password: password, salt: salt)
                }
            }
        }
    }
}
