import Cryptography
import KeyRelease
import Primitives
import Signing
import TestSupport

extension KmsKeysTests {
    /// A case that these tests cannot make.
    struct UnknownOperation: Error {
        let name: String
    }

    /// What our side derives of a case's input, by the names of the corpus.
    static func derived(_ item: FixtureCase) throws -> [String: String] {
        let input = try item.member("in")
        func bytes(_ name: String) throws -> Bytes {
            guard let text = input[name]?.string else {
                throw UnknownOperation(name: name)
            }
            return try Bytes(hex: text)
        }
        func text(_ name: String) -> String { input[name]?.string ?? "" }
        func context() throws -> [Bytes] {
            try (input["context"]?.array ?? []).map { try Bytes(hex: $0.string ?? "") }
        }
        func app() throws -> PrivateKey { try PrivateKey(Secrets.of(bytes("appK256Key"))) }
        switch try item.string("op") {
        case "bytes":
            let secret = try KmsDerivation.bytes(
                Int(text("length")) ?? -1, of: Secrets.of(bytes("secret")), context: context())
            return ["bytes": Secrets.hex(secret)]
        case "p256":
            let root = try P256Key(Secrets.of(bytes("rootP256")))
            return try describe(KmsDerivation.p256(of: root, context: context()))
        case "secret":
            let root = try P256Key(Secrets.of(bytes("rootP256")))
            let secret = try KmsDerivation.secret(of: root, context: context())
            return ["secret": Secrets.hex(secret)]
        case "app-keys": return try appKeys(input)
        case "guest-key":
            let made = try GuestKeys.secp256k1(
                of: app(), path: text("path"), purpose: text("purpose"))
            return [
                "key": Secrets.hex(try made.key.copiedBytes()),
                "publicKey": made.key.publicKey.compressed.hex,
                "signature": made.signature.recoverableBytes.hex,
            ]
        case "guest-key-ed25519":
            let made = try GuestKeys.edwards(
                of: app(), path: text("path"), purpose: text("purpose"))
            return [
                "publicKey": made.key.publicKey.hex,
                "signature": made.signature.recoverableBytes.hex,
            ]
        case "tappd-key":
            return try describe(GuestKeys.p256(of: app(), path: text("path")), isWhole: false)
        case let name: throw UnknownOperation(name: name)
        }
    }

    private static func describe(
        _ key: borrowing P256Key, isWhole: Bool = true
    ) throws -> [String: String] {
        var made = ["scalar": Secrets.hex(try key.copiedBytes()), "spki": key.spki.hex]
        if isWhole { made["pkcs8"] = Secrets.hex(try key.pkcs8()) }
        return made
    }

    private static func appKeys(_ input: FixtureValue) throws -> [String: String] {
        func text(_ name: String) -> String { input[name]?.string ?? "" }
        let root = RootKeys(
            authority: try P256Key(Secrets.of(try Bytes(hex: text("rootP256")))),
            signer: try PrivateKey(Secrets.of(try Bytes(hex: text("rootK256")))))
        let app = try Bytes(hex: text("appId"))
        let keys = try root.appKeys(app: app, instance: Bytes(hex: text("instanceId")))
        return [
            "diskKey": Secrets.hex(keys.diskKey),
            "environmentKey": Secrets.hex(keys.environmentKey),
            "environmentPublicKey": keys.environmentPublicKey.hex,
            "authorityScalar": Secrets.hex(try keys.authority.copiedBytes()),
            "authoritySpki": keys.authority.spki.hex,
            "k256Key": Secrets.hex(try keys.signer.copiedBytes()),
            "k256PublicKey": keys.signer.publicKey.compressed.hex,
            "rootK256PublicKey": root.signerPublicKey.hex,
            "k256Signature": keys.signerSignature.recoverableBytes.hex,
            "environmentSignature": try root.environmentSignature(
                of: keys.environmentPublicKey, app: app, seconds: nil
            ).recoverableBytes.hex,
            "environmentSignatureV1": try root.environmentSignature(
                of: keys.environmentPublicKey, app: app, seconds: UInt64(text("timestamp"))
            ).recoverableBytes.hex,
        ]
    }
}
