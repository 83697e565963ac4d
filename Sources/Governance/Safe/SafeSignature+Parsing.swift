import Codec
import Cryptography
import Primitives

extension SafeSignature {
    /// The digest that `eth_sign` signs in place of the hash: the 32 bytes as an EIP-191 message.
    static func personalMessage(_ hash: Hash32) -> Hash32 {
        PersonalMessage(hash.bytes).digest
    }

    /// The signature of 64 bytes (EIP-2098) or 65 bytes, whose v may also be the 31 or 32 with
    /// which a Safe marks eth_sign.
    static func parse(_ bytes: Bytes) throws(OperationError) -> Signature {
        var bytes = bytes
        if bytes.count == 65, bytes[64] == 31 || bytes[64] == 32 {
            bytes = bytes.slice(0..<64) + [bytes[64] - 4]
        }
        do throws(SignatureError) {
            return try Signature(expanding: bytes)
        } catch {
            throw OperationError(.form, at: "signature", "\(error)")
        }
    }

    /// The address behind a signature, whatever half its s is in: a Safe takes both.
    static func recovered(_ signature: Signature, digest: Hash32) -> Address? {
        try? Secp256k1.recoverAddress(
            digest: digest, signature: signature, strictness: .anyS)
    }

    /// r ‖ s ‖ v with `v` for an even y.
    static func encoded(_ signature: Signature, v: UInt8) -> Bytes {
        Bytes.joining([signature.r.bytes, signature.s.bytes, [v + (signature.yParity ? 1 : 0)]])
    }

    /// The signer of 65 bytes whose v must be the one of `kind`.
    static func recover(
        _ bytes: Bytes, digest: Hash32, kind: Kind
    ) throws(OperationError) -> Address {
        let least: UInt8 = kind == .ethSign ? 31 : 27
        guard bytes.count == 65, bytes[64] == least || bytes[64] == least + 1 else {
            throw OperationError(
                .form, at: "signature",
                "\(kind.rawValue) needs 65 bytes that end with \(least) or \(least + 1)")
        }
        guard let signer = recovered(try parse(bytes), digest: digest) else {
            throw OperationError(.signer, at: "signature", "no key has made it")
        }
        return signer
    }
}
