import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("Ed25519, X25519, P-256 and P-384 do what their RFCs' vectors say")
struct CurveTests {
    /// RFC 8032, section 7.1, tests 1 to 3: seed, key, message, signature.
    static let ed25519: [(seed: String, key: String, message: String, signature: String)] = [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            """
            e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155
            5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
            """
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            """
            92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da
            085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
            """
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            """
            6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac
            18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a
            """
        ),
    ]

    @Test("Ed25519 signs and verifies; no bit of signature, message or key may differ")
    func edwards() throws {
        for (seed, key, message, signature) in CurveTests.ed25519 {
            let key = try Hash32(hex: "0x" + key)
            let message = try hex(message)
            let signature = try hex(signature)
            let seed = try hex(seed)
            #expect(try seed.withSpan { try Ed25519.publicKey(seed: $0) } == key)
            #expect(try seed.withSpan { try Ed25519.sign(message, seed: $0) } == signature)
            #expect(try Ed25519.isValid(signature, of: message, by: key))
            for bit in [0, 255, 256, 511] {
                #expect(try !Ed25519.isValid(flip(signature, bit), of: message, by: key))
            }
            #expect(try !Ed25519.isValid(signature, of: message + [0], by: key))
            #expect(try !Ed25519.isValid(signature.slice(0..<63), of: message, by: key))
        }
    }

    @Test("X25519 of RFC 7748, section 6.1, agrees on both sides")
    func montgomery() throws {
        let alice = try hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
        let bob = try hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")
        let alicePublic = try alice.withSpan { try X25519.publicKey(secret: $0) }
        let bobPublic = try bob.withSpan { try X25519.publicKey(secret: $0) }
        let a = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
        let b = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"
        #expect(alicePublic.bytes == (try hex(a)))
        #expect(bobPublic.bytes == (try hex(b)))
        let shared = try hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")
        #expect(try agree(alice, bobPublic) == shared)
        #expect(try agree(bob, alicePublic) == shared)
    }

    @Test("X25519 refuses points of small order")
    func smallOrder() throws {
        let secret = Bytes(repeating: 7, count: 32)
        let one = try Hash32(hex: "0x01" + String(repeating: "00", count: 31))
        for point in [Hash32(), one] {
            #expect(throws: X25519.Failure.smallOrder) { try agree(secret, point) }
        }
    }

    /// RFC 6979, A.2.5 and A.2.6, message "sample": curve, X, Y, r, s.
    static let ecdsa: [(curve: NISTCurve, point: String, signature: String)] = [
        (
            .p256,
            """
            60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6
            7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299
            """,
            """
            EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716
            F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8
            """
        ),
        (
            .p384,
            """
            EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E
            06AAE5286B300C64DEF8F0EA9055866064A254515480BC13
            8015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9
            F54CA84B3F1C9DB1288B231C3AE0D4FE7344FD2533264720
            """,
            """
            94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA7
            3D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46
            99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526
            203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8
            """
        ),
    ]

    @Test("ECDSA verifies; no bit of signature, hash or key may differ", arguments: 0..<2)
    func ecdsa(index: Int) throws {
        let (curve, point, signatureText) = CurveTests.ecdsa[index]
        let coordinates = try hex(point)
        let signature = try hex(signatureText)
        let message = Bytes(utf8: "sample")
        let digest = curve == .p256 ? SHA256.hash(message).bytes : SHA384.hash(message)
        let key = try NISTPublicKey(curve: curve, point: [4] + coordinates)
        #expect(key.point == [4] + coordinates)
        #expect(try key.isValid(fixedWidth: signature, of: digest))
        for bit in stride(from: 0, to: 8 * signature.count, by: 37) {
            #expect(try !key.isValid(fixedWidth: flip(signature, bit), of: digest))
        }
        for bit in stride(from: 0, to: 8 * digest.count, by: 37) {
            #expect(try !key.isValid(fixedWidth: signature, of: flip(digest, bit)))
        }
        let half = curve.byteCount
        let zero = Bytes(repeating: 0, count: half)
        #expect(try !key.isValid(fixedWidth: zero + signature.slice(from: half), of: digest))
        #expect(try !key.isValid(fixedWidth: signature.slice(0..<half) + zero, of: digest))
        #expect(try !key.isValid(fixedWidth: signature + [0], of: digest))
    }

    @Test("Points off the curve and other forms are refused")
    func refusedPoints() throws {
        let good = try [4] + hex(CurveTests.ecdsa[0].point)
        #expect(throws: NISTKeyError.notOnCurve) {
            try NISTPublicKey(curve: .p256, point: flip(good, 300))
        }
        #expect(throws: NISTKeyError.form(6)) {
            try NISTPublicKey(curve: .p256, point: [6] + good.slice(from: 1))
        }
        #expect(throws: NISTKeyError.length(33, expected: 65)) {
            try NISTPublicKey(curve: .p256, point: [2] + good.slice(1..<33))
        }
        #expect(throws: NISTKeyError.length(65, expected: 97)) {
            try NISTPublicKey(curve: .p384, point: good)
        }
    }

    @Test("A key is read from its SubjectPublicKeyInfo, and nothing may follow it")
    func spki() throws {
        let point = try [4] + hex(CurveTests.ecdsa[0].point)
        let spki = try hex("3059301306072a8648ce3d020106082a8648ce3d030107034200") + point
        let key = try NISTPublicKey(spki: spki)
        #expect(key.curve == .p256)
        #expect(key.point == point)
        #expect(throws: NISTKeyError.encoding) { try NISTPublicKey(spki: spki + [0]) }
        #expect(throws: NISTKeyError.encoding) { try NISTPublicKey(spki: spki.slice(0..<90)) }
        let edwards = try hex("302a300506032b6570032100" + CurveTests.ed25519[0].key)
        #expect(throws: NISTKeyError.algorithm) { try NISTPublicKey(spki: edwards) }
    }

    @Test("A scalar of P-256 gives its point; zero and the order give none")
    func scalars() throws {
        // RFC 6979, A.2.5.
        let scalar = try hex("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721")
        let point = try [4] + hex(CurveTests.ecdsa[0].point)
        #expect(try scalar.withSpan { try P256.publicPoint(of: $0) } == point)
        let order = try hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551")
        for wrong in [Bytes(repeating: 0, count: 32), order, scalar.slice(from: 1)] {
            #expect(try wrong.withSpan { try P256.publicPoint(of: $0) } == nil)
        }
    }
}

extension CurveTests {
    private func agree(_ secret: Bytes, _ key: Hash32) throws -> Bytes {
        try filled(32) { shared in
            try secret.withSpan { try X25519.agree(secret: $0, publicKey: key, into: &shared) }
        }
    }
}

/// The bytes with one bit changed.
func flip(_ bytes: Bytes, _ bit: Int) -> Bytes {
    var array = [UInt8](bytes)
    array[bit / 8] ^= 0x80 >> UInt8(bit % 8)
    return Bytes(array)
}
