import Cryptography
import Primitives

extension Keystore {
    /// The key that the file holds. Takes as long as the file's cost demands.
    ///
    /// - Parameter password: The password's bytes as typed; no Unicode form is applied to them.
    /// - Returns: The key, whose address is the one that the file names, if it names one.
    /// - Throws: ``KeystoreError/mac`` for a wrong password or an altered file.
    public func open(password: borrowing SecretBytes) throws(KeystoreError) -> PrivateKey {
        let derived = try Keystore.derive(
            derivedCount, by: derivation, password: password, salt: salt)
        let found = derived.withSpan { key in Keystore.mac(key: key, ciphertext: ciphertext) }
        guard ConstantTime.equal(found, mac) else { throw .mac }
        let secret = try Keystore.apply(cipher, to: ciphertext, key: derived, vector: vector)
        let key = try Keystore.key(padding: secret)
        if let address, address != key.address {
            throw .address(stated: address, found: key.address)
        }
        return key
    }

    /// The derived key: 16 bytes for the cipher, 16 for the MAC, then bytes that nobody uses.
    static func derive(
        _ count: Int, by derivation: Derivation, password: borrowing SecretBytes, salt: Bytes
    ) throws(KeystoreError) -> SecretBytes {
        var key = try memory(count)
        do throws(KeyDerivationError) {
            try key.write { target throws(KeyDerivationError) in
                try password.withSpan { password throws(KeyDerivationError) in
                    try salt.withSpan { salt throws(KeyDerivationError) in
                        switch derivation {
                        case .scrypt(let scrypt):
                            try scrypt.derive(into: &target, password: password, salt: salt)
                        case .pbkdf2(let iterations):
                            try PBKDF2.derive(
                                into: &target, password: password, salt: salt,
                                iterations: iterations, hash: .sha256)
                        }
                    }
                }
            }
        } catch {
            throw .cost(error)
        }
        return key
    }

    /// Keccak-256 of bytes 16 to 31 of the derived key and the ciphertext.
    static func mac(key: RawSpan, ciphertext: Bytes) -> Hash32 {
        var hash = Keccak256()
        unsafe key.withUnsafeBytes { raw in
            unsafe hash.update(UnsafeRawBufferPointer(rebasing: raw[16..<32]))
        }
        hash.update(ciphertext)
        return hash.finish()
    }

    /// What the cipher makes of `input` under the first 16 bytes of the derived key.
    static func apply(
        _ cipher: Cipher, to input: Bytes, key: borrowing SecretBytes, vector: Bytes
    ) throws(KeystoreError) -> SecretBytes {
        var output = try memory(input.count)
        let mode: AES128.Mode = cipher == .counter ? .counter : .decryptingBlockChain
        do throws(AES128.Failure) {
            try output.write { target throws(AES128.Failure) in
                try input.withSpan { input throws(AES128.Failure) in
                    try key.withSpan { key throws(AES128.Failure) in
                        try vector.withSpan { vector throws(AES128.Failure) in
                            try AES128.apply(
                                input, key: key.extracting(first: AES128.byteCount), vector: vector,
                                mode: mode, into: &target)
                        }
                    }
                }
            }
        } catch {
            if case .failed(let error) = error { throw .failed(.library(error)) }
            throw .secretLength(found: input.count)
        }
        return output
    }

    /// The key of a secret that may have lost the zeros in front of it.
    private static func key(padding secret: borrowing SecretBytes) throws(KeystoreError)
        -> PrivateKey
    {
        var whole = try memory(PrivateKey.byteCount)
        let start = PrivateKey.byteCount - secret.count
        whole.write { target in
            secret.withSpan { source in SecretBytes.copy(source, to: &target, at: start) }
        }
        do throws(PrivateKeyError) {
            return try PrivateKey(whole)
        } catch {
            throw .key(error)
        }
    }

    static func memory(_ count: Int) throws(KeystoreError) -> SecretBytes {
        do throws(SecretError) {
            return try SecretBytes(count: count)
        } catch {
            throw .failed(.memory(error))
        }
    }
}
