import CSecp256k1
import Cryptography
import Primitives

extension ExtendedKey {
    /// What the chain code is applied to: the private key for a hardened step, else the public one,
    /// then the step's number.
    borrowing func message(
        of step: DerivationPath.Step
    ) throws(DerivationError) -> SecretBytes {
        var message = try ExtendedKey.memory(37)
        let compressed = key.publicKey.compressed
        let number = step.number.bigEndian
        message.write { target in
            if step.isHardened {
                key.secret.withSpan { source in SecretBytes.copy(source, to: &target, at: 1) }
            } else {
                compressed.withSpan { source in SecretBytes.copy(source, to: &target, at: 0) }
            }
            unsafe withUnsafeBytes(of: number) { raw in
                unsafe SecretBytes.copy(raw.bytes, to: &target, at: 33)
            }
        }
        return message
    }

    /// The private key plus `tweak`, modulo the group's order.
    borrowing func tweaked(
        by tweak: borrowing SecretBytes
    ) throws(DerivationError) -> SecretBytes {
        var sum = try ExtendedKey.part(key.secret, 0..<32)
        let done = sum.write { target in
            tweak.withSpan { tweak in
                unsafe target.withUnsafeMutableBytes { target in
                    unsafe tweak.withUnsafeBytes { tweak in
                        guard let context = unsafe SigningContext.shared.pointer,
                            let key = unsafe target.assumingMemoryBound(to: UInt8.self).baseAddress,
                            let tweak = unsafe tweak.assumingMemoryBound(to: UInt8.self).baseAddress
                        else { return false }
                        return unsafe secp256k1_ec_seckey_tweak_add(context, key, tweak) == 1
                    }
                }
            }
        }
        // Zero (the sum is the order) and a tweak of the order or more have no key here.
        guard done else { throw .noKey(PrivateKeyError(.tooLarge)) }
        return sum
    }

    /// HMAC-SHA-512 of `message` under the chain code.
    static func code(
        of message: borrowing SecretBytes, under key: borrowing SecretBytes
    ) throws(DerivationError) -> SecretBytes {
        try key.withSpan { key throws(DerivationError) in try code(of: message, under: key) }
    }

    /// HMAC-SHA-512 of `message` under `key`.
    static func code(
        of message: borrowing SecretBytes, under key: RawSpan
    ) throws(DerivationError) -> SecretBytes {
        var code = try memory(SHA512.byteCount)
        code.write { target in
            message.withSpan { message in
                var hmac = HMAC<SHA512>(key: key)
                hmac.update(message)
                hmac.finish(into: &target)
            }
        }
        return code
    }

    static func key(_ secret: consuming SecretBytes) throws(DerivationError) -> PrivateKey {
        do throws(PrivateKeyError) {
            return try PrivateKey(secret)
        } catch {
            throw .noKey(error)
        }
    }

    static func part(
        _ secret: borrowing SecretBytes, _ range: Range<Int>
    ) throws(DerivationError) -> SecretBytes {
        do throws(SecretError) {
            return try secret.slice(range)
        } catch {
            throw .failed(error)
        }
    }

    static func memory(_ count: Int) throws(DerivationError) -> SecretBytes {
        do throws(SecretError) {
            return try SecretBytes(count: count)
        } catch {
            throw .failed(error)
        }
    }
}
