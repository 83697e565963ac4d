import Codec
import Foundation
import KeyRelease
import Primitives
import Signing
import Testing

@Suite("Sealed keys")
struct SealedKeysTests {
    static let secret = Bytes(repeating: 0x5a, count: 161)
    static let purpose = Bytes(utf8: "an app's keys")

    @Test(
        "sealed to X25519 and to P-256, they open with the owner's key and for their purpose only")
    func owners() throws {
        let agreed = try X25519Key(Secrets.of(Bytes(repeating: 7, count: 32)))
        let curve = try P256Key(Secrets.of(Bytes(repeating: 9, count: 32)))
        let pem = try Self.pem(curve)
        let cases: [(Bytes, SealingKey.Kind, Bytes, Bytes)] = [
            (
                agreed.publicKey.bytes, .x25519, Bytes(repeating: 7, count: 32),
                Bytes(repeating: 8, count: 32)
            ),
            (
                curve.spki, .p256, pem,
                try Self.pem(P256Key(Secrets.of(Bytes(repeating: 10, count: 32))))
            ),
        ]
        for (encoding, kind, own, foreign) in cases {
            let key = try #require(SealingKey(encoding))
            #expect(key.kind == kind)
            let sealed = try SealedKeys(
                sealing: Secrets.of(Self.secret), to: key, purpose: Self.purpose)
            let opened = try sealed.open(with: Secrets.of(own), purpose: Self.purpose)
            let found = Secrets.hex(opened)
            #expect(found == Self.secret.hex, "\(kind)")
            #expect(Self.isClosed(sealed, foreign, Self.purpose), "\(kind): another key")
            #expect(Self.isClosed(sealed, own, Bytes(utf8: "another app's")), "\(kind)")
            let again = try SealedKeys(
                sealing: Secrets.of(Self.secret), to: key, purpose: Self.purpose)
            #expect(again.ciphertext != sealed.ciphertext, "\(kind): no two are the same")
        }
    }

    @Test("an altered byte anywhere closes them, and the JSON of an answer loses nothing")
    func altered() throws {
        let own = Bytes(repeating: 7, count: 32)
        let publicKey = try X25519Key(Secrets.of(own)).publicKey
        let key = try #require(SealingKey(publicKey.bytes))
        let sealed = try SealedKeys(
            sealing: Secrets.of(Self.secret), to: key, purpose: Self.purpose)
        let value = sealed.json
        #expect(SealedKeys(json: value) == sealed)
        for name in ["encapsulation", "nonce", "ciphertext"] {
            var bytes = [UInt8](try Bytes(hex: #require(value[name]?.string)))
            bytes[bytes.count / 2] ^= 1
            let members = try #require(value.object).map { member in
                member.isNamed(name) ? JSONMember(name, .string(Bytes(bytes).hex)) : member
            }
            let changed = try #require(SealedKeys(json: .object(members)))
            #expect(Self.isClosed(changed, own, Self.purpose), "\(name)")
        }
        #expect(SealedKeys(json: [:]) == nil && SealedKeys(json: ["kind": "none"]) == nil)
    }

    @Test("keys to which nothing can be sealed are no keys")
    func forms() throws {
        let curve = try P256Key(Secrets.of(Bytes(repeating: 9, count: 32)))
        var offCurve = [UInt8](curve.spki)
        offCurve[offCurve.count - 1] ^= 1
        let wrong: [Bytes] = [
            Bytes(), [1, 2, 3], Bytes(repeating: 1, count: 33), Bytes(offCurve),
            curve.spki.slice(0..<90), curve.spki + [0],
        ]
        for encoding in wrong { #expect(SealingKey(encoding) == nil, "\(encoding.hex)") }
        let zero = try #require(SealingKey(Bytes(repeating: 0, count: 32)))
        #expect(throws: SealingError.smallOrder) {
            try SealedKeys(sealing: Secrets.of(Self.secret), to: zero, purpose: Self.purpose)
        }
    }

    private static func isClosed(_ sealed: SealedKeys, _ key: Bytes, _ purpose: Bytes) -> Bool {
        do {
            _ = try sealed.open(with: Secrets.of(key), purpose: purpose)
            return false
        } catch {
            return true
        }
    }

    private static func pem(_ key: borrowing P256Key) throws -> Bytes {
        let digits = try Secrets.hex(key.pkcs8())
        let base64 = Data(try Bytes(hex: digits)).base64EncodedString()
        return Bytes(utf8: "-----BEGIN PRIVATE KEY-----\n\(base64)\n-----END PRIVATE KEY-----\n")
    }
}
