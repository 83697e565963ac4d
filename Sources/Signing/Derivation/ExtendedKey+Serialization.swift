import Cryptography
import Primitives

extension ExtendedKey {
    /// The public half as `xpub…`: who has it can list all accounts below it, and spend from none.
    public var extendedPublicKey: String {
        var payload = header(0x0488_b21e)
        chainCode.withSpan { span in
            for offset in 0..<span.byteCount { payload.append(SecretBytes.byte(span, offset)) }
        }
        payload += key.publicKey.compressed
        return String(decoding: Base58.encodeChecked(payload), as: UTF8.self)
    }

    /// The whole as `xprv…`.
    ///
    /// - Throws: ``DerivationError/failed(_:)`` without memory.
    public borrowing func extendedPrivateKey() throws(DerivationError) -> SecretBytes {
        var payload = header(0x0488_ade4)
        payload.reserveCapacity(128)
        for secret in [0, 1] {
            if secret == 1 { payload.append(0) }
            let append = { (span: RawSpan) in
                for offset in 0..<span.byteCount { payload.append(SecretBytes.byte(span, offset)) }
            }
            secret == 0 ? chainCode.withSpan(append) : key.secret.withSpan(append)
        }
        var text = Base58.encodeChecked(payload)
        defer {
            unsafe payload.withUnsafeMutableBytes { raw in unsafe SecretMemory.wipe(raw) }
            unsafe text.withUnsafeMutableBytes { raw in unsafe SecretMemory.wipe(raw) }
        }
        do throws(SecretError) {
            return unsafe try SecretBytes(copying: text.span.bytes)
        } catch {
            throw .failed(error)
        }
    }

    private borrowing func header(_ version: UInt32) -> [UInt8] {
        var header: [UInt8] = []
        func append(_ number: UInt32) {
            for shift: UInt32 in [24, 16, 8, 0] {
                header.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        append(version)
        header.append(depth)
        append(parentFingerprint)
        append(childNumber)
        return header
    }
}

/// Bitcoin's text form of bytes, in which BIP-32 writes extended keys.
enum Base58 {
    /// The text of `payload` and the first four bytes of its double SHA-256.
    static func encodeChecked(_ payload: [UInt8]) -> [UInt8] {
        let checksum = SHA256.hash(SHA256.hash(Bytes(payload)).bytes).bytes.prefix(4)
        return encode(payload + checksum)
    }

    /// The digits of `bytes` as one number to the base 58; a 1 for each zero byte in front.
    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        var digits: [UInt8] = []
        for byte in bytes {
            var carry = Int(byte)
            for index in digits.indices {
                carry += Int(digits[index]) << 8
                digits[index] = UInt8(truncatingIfNeeded: carry % 58)
                carry /= 58
            }
            while carry > 0 {
                digits.append(UInt8(truncatingIfNeeded: carry % 58))
                carry /= 58
            }
        }
        let zeros = bytes.prefix { $0 == 0 }.map { _ in alphabet[0] }
        return zeros + digits.reversed().map { alphabet[Int($0)] }
    }

    private static let alphabet = [UInt8](
        "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
}
