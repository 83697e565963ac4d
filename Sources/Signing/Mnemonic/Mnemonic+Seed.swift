import Cryptography

extension Mnemonic {
    /// The 64 bytes that a wallet's keys come from: PBKDF2 with HMAC-SHA-512, 2,048 rounds, of the
    /// words under the salt `mnemonic` and the passphrase (BIP-39).
    ///
    /// - Parameter passphrase: The UTF-8 of the passphrase, brought into NFKD here; nil for none.
    /// - Returns: The seed of 64 bytes.
    /// - Throws: ``MnemonicError/compatibilityCharacter(value:)`` where that form is not computed.
    public borrowing func seed(
        passphrase: borrowing SecretBytes? = nil
    ) throws(MnemonicError) -> SecretBytes {
        let words = try phrase()
        let salt = try Mnemonic.salt(passphrase)
        var seed = try Mnemonic.memory(64)
        do throws(KeyDerivationError) {
            try seed.write { target throws(KeyDerivationError) in
                try words.withSpan { words throws(KeyDerivationError) in
                    try salt.withSpan { salt throws(KeyDerivationError) in
                        try PBKDF2.derive(
                            into: &target, password: words, salt: salt, iterations: 2048,
                            hash: .sha512)
                    }
                }
            }
        } catch {
            throw .derivation(error)
        }
        return seed
    }

    /// `mnemonic`, then the passphrase in its normal form.
    private static func salt(
        _ passphrase: borrowing SecretBytes?
    ) throws(MnemonicError) -> SecretBytes {
        var normal: [UInt8] = []
        switch passphrase {
        case .some(let passphrase):
            normal = try passphrase.withSpan { span throws(MnemonicError) in
                try normalized(span)
            }
        case .none: break
        }
        defer { unsafe normal.withUnsafeMutableBytes { raw in unsafe SecretMemory.wipe(raw) } }
        let prefix = [UInt8]("mnemonic".utf8)
        var salt = try memory(prefix.count + normal.count)
        salt.write { target in
            unsafe target.withUnsafeMutableBytes { raw in
                unsafe raw.copyBytes(from: prefix)
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: raw[prefix.count...])
                unsafe rest.copyBytes(from: normal)
            }
        }
        return salt
    }

    /// The UTF-8 of NFKD. ASCII, the usual case, never becomes a text of Swift's, which could not
    /// be wiped.
    private static func normalized(_ passphrase: RawSpan) throws(MnemonicError) -> [UInt8] {
        let bytes = unsafe passphrase.withUnsafeBytes { raw in unsafe [UInt8](raw) }
        if bytes.allSatisfy({ $0 < 0x80 }) { return bytes }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .passphraseEncoding
        }
        return try NormalizationForm.compatibilityDecomposed(text)
    }
}
