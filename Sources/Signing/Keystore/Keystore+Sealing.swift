public import Codec
public import Cryptography
import Primitives

extension Keystore {
    /// What geth writes: scrypt with n = 2^18, r = 8, p = 1, which takes 256 MiB and a second.
    public static func standardDerivation() throws(KeyDerivationError) -> Derivation {
        .scrypt(try Scrypt(cost: 1 << 18, blockSize: 8, parallelism: 1))
    }

    /// A keystore for `key` under `password`, with a random salt, vector and id.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - password: The password's bytes.
    ///   - derivation: The cost; ``standardDerivation()`` if none is given.
    /// - Throws: ``KeystoreError`` when the system gives no memory or no randomness.
    public init(
        sealing key: borrowing PrivateKey, password: borrowing SecretBytes,
        derivation: Derivation? = nil
    ) throws(KeystoreError) {
        let salt: Bytes
        let vector: Bytes
        let id: String
        do throws(OpenSSLError) {
            salt = try SystemRandom.bytes(32)
            vector = try SystemRandom.bytes(AES128.byteCount)
            id = Keystore.identifier(try SystemRandom.bytes(16))
        } catch {
            throw .failed(.library(error))
        }
        let used: Derivation
        do throws(KeyDerivationError) {
            if let derivation {
                used = derivation
            } else {
                used = try Keystore.standardDerivation()
            }
        } catch {
            throw .cost(error)
        }
        let derived = try Keystore.derive(32, by: used, password: password, salt: salt)
        let ciphertext = try Keystore.encrypted(key, key: derived, vector: vector)
        self.init(
            address: key.address, id: id, cipher: .counter, vector: vector,
            ciphertext: ciphertext, derivation: used, salt: salt, derivedCount: 32,
            mac: derived.withSpan { Keystore.mac(key: $0, ciphertext: ciphertext) }, needs: [])
    }

    /// The encrypted secret, which is no secret.
    private static func encrypted(
        _ secret: borrowing PrivateKey, key: borrowing SecretBytes, vector: Bytes
    ) throws(KeystoreError) -> Bytes {
        do throws(AES128.Failure) {
            return try unsafe Bytes(count: PrivateKey.byteCount) { target throws(AES128.Failure) in
                var span = unsafe target.mutableBytes
                try secret.secret.withSpan { secret throws(AES128.Failure) in
                    try key.withSpan { key throws(AES128.Failure) in
                        try vector.withSpan { vector throws(AES128.Failure) in
                            try AES128.apply(
                                secret, key: key.extracting(first: AES128.byteCount),
                                vector: vector, mode: .counter, into: &span)
                        }
                    }
                }
            }
        } catch {
            if case .failed(let error) = error { throw .failed(.library(error)) }
            throw .secretLength(found: PrivateKey.byteCount)
        }
    }

    /// A UUID of version 4 (RFC 9562, section 5.4) of 16 random bytes.
    private static func identifier(_ random: Bytes) -> String {
        var bytes = [UInt8](random)
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        let digits = [Character](Bytes(bytes).hex.dropFirst(2))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
            .joined(separator: "-")
    }

    /// The file, as geth writes it.
    public var json: JSONValue {
        let parameters: [JSONMember]
        let name: String
        switch derivation {
        case .scrypt(let scrypt):
            name = "scrypt"
            parameters = [
                JSONMember("dklen", .number("\(derivedCount)")),
                JSONMember("n", .number("\(scrypt.cost)")),
                JSONMember("p", .number("\(scrypt.parallelism)")),
                JSONMember("r", .number("\(scrypt.blockSize)")),
                JSONMember("salt", digits(salt)),
            ]
        case .pbkdf2(let iterations):
            name = "pbkdf2"
            parameters = [
                JSONMember("c", .number("\(iterations)")),
                JSONMember("dklen", .number("\(derivedCount)")),
                JSONMember("prf", .string("hmac-sha256")),
                JSONMember("salt", digits(salt)),
            ]
        }
        let crypto: [JSONMember] = [
            JSONMember("cipher", .string(cipher.rawValue)),
            JSONMember("ciphertext", digits(ciphertext)),
            JSONMember("cipherparams", .object([JSONMember("iv", digits(vector))])),
            JSONMember("kdf", .string(name)),
            JSONMember("kdfparams", .object(parameters)),
            JSONMember("mac", digits(mac.bytes)),
        ]
        var members: [JSONMember] = []
        if let address { members.append(JSONMember("address", digits(address.bytes))) }
        members.append(JSONMember("crypto", .object(crypto)))
        if let id { members.append(JSONMember("id", .string(id))) }
        members.append(JSONMember("version", .number("3")))
        return .object(members)
    }

    private func digits(_ bytes: Bytes) -> JSONValue { .string(String(bytes.hex.dropFirst(2))) }
}
