import Codec
import Cryptography
public import Primitives

extension Keystore {
    /// The largest file that is read.
    private static let limits = JSONLimits(byteCount: 64 << 10, depth: 8, valueCount: 1000)

    /// The keystore that `text` holds. Members that the definition does not know are skipped.
    ///
    /// - Parameters:
    ///   - text: The file.
    ///   - leniency: What is taken beside the definition.
    /// - Throws: ``KeystoreError`` with the member at fault.
    public init(parsing text: Bytes, leniency: KeystoreLeniency = []) throws(KeystoreError) {
        let file: JSONValue
        do throws(JSONError) {
            file = try JSONValue(parsing: text, limits: Keystore.limits)
        } catch {
            throw .json(error)
        }
        guard file.object != nil else { throw .type(member: "(file)") }
        let version = try KeystoreReader.member(file, "version")
        guard version.number == "3" else { throw .version(found: version.serialized(.compact)) }
        let crypto: KeystoreReader
        switch (file["crypto"], file["Crypto"]) {
        case (let value?, nil): crypto = try KeystoreReader(value, "crypto")
        case (nil, let value?): crypto = try KeystoreReader(value, "Crypto")
        case (nil, nil): throw .missing(member: "crypto")
        default: throw .twice(member: "crypto")
        }
        var needs: KeystoreLeniency = []
        let cipherName = try crypto.text("cipher")
        guard let cipher = Cipher(rawValue: cipherName) else { throw .cipher(found: cipherName) }
        if cipher == .blockChain { needs.insert(.blockChaining) }
        guard leniency.isSuperset(of: needs) else { throw .cipher(found: cipherName) }

        let vector = try crypto.object("cipherparams").bytes("iv", count: AES128.byteCount)
        let ciphertext = try crypto.bytes("ciphertext")
        guard (1...PrivateKey.byteCount).contains(ciphertext.count) else {
            throw .secretLength(found: ciphertext.count)
        }
        if ciphertext.count < PrivateKey.byteCount { needs.insert(.shortSecret) }
        guard leniency.isSuperset(of: needs) else {
            throw .secretLength(found: ciphertext.count)
        }
        let parameters = try crypto.object("kdfparams")
        let derivation = try parameters.derivation(crypto.text("kdf"))
        let derivedCount = try parameters.integer("dklen")
        guard (32...Keystore.mostDerivedBytes).contains(derivedCount) else {
            throw .derivedKeyLength(found: derivedCount)
        }
        let salt = try parameters.bytes("salt")
        if salt.isEmpty { needs.insert(.emptySalt) }
        guard leniency.isSuperset(of: needs) else { throw .emptySalt }
        guard let mac = Hash32(try crypto.bytes("mac", count: Hash32.byteCount)) else {
            throw .type(member: "mac")
        }
        self.init(
            address: try KeystoreReader.address(file), id: file["id"]?.string, cipher: cipher,
            vector: vector, ciphertext: ciphertext, derivation: derivation, salt: salt,
            derivedCount: derivedCount, mac: mac, needs: needs)
    }
}

/// Reads the members of one object of a keystore, and names it in errors.
private struct KeystoreReader {
    let value: JSONValue
    let path: String

    init(_ value: JSONValue, _ path: String) throws(KeystoreError) {
        guard value.object != nil else { throw .type(member: path) }
        self.value = value
        self.path = path
    }

    static func member(_ value: JSONValue, _ name: String) throws(KeystoreError) -> JSONValue {
        guard let member = value[name] else { throw .missing(member: name) }
        return member
    }

    func object(_ name: String) throws(KeystoreError) -> KeystoreReader {
        guard let member = value[name] else { throw .missing(member: path + "." + name) }
        return try KeystoreReader(member, path + "." + name)
    }

    func text(_ name: String) throws(KeystoreError) -> String {
        guard let member = value[name] else { throw .missing(member: path + "." + name) }
        guard let text = member.string else { throw .type(member: path + "." + name) }
        return text
    }

    func integer(_ name: String) throws(KeystoreError) -> Int {
        guard let member = value[name] else { throw .missing(member: path + "." + name) }
        guard let number = member.integer(as: Int.self) else {
            throw .type(member: path + "." + name)
        }
        return number
    }

    /// Bytes in hex without a prefix; capital digits are as good.
    func bytes(_ name: String, count: Int? = nil) throws(KeystoreError) -> Bytes {
        let text = try text(name)
        do throws(HexError) {
            let bytes = try Bytes(hex: "0x" + text)
            guard let count, bytes.count != count else { return bytes }
            throw HexError(
                rule: .length, offset: 2, expected: 2 * count, found: 2 * bytes.count)
        } catch {
            throw .hex(member: path + "." + name, error)
        }
    }

    func derivation(_ name: String) throws(KeystoreError) -> Keystore.Derivation {
        switch name {
        case "scrypt":
            let (cost, blockSize, parallelism) = try (integer("n"), integer("r"), integer("p"))
            do throws(KeyDerivationError) {
                return .scrypt(
                    try Scrypt(cost: cost, blockSize: blockSize, parallelism: parallelism))
            } catch {
                throw .cost(error)
            }
        case "pbkdf2":
            let function = try text("prf")
            guard function == "hmac-sha256" else { throw .pseudorandomFunction(found: function) }
            let iterations = try integer("c")
            guard iterations >= 1 else {
                throw .cost(.parameter(name: "c", value: iterations))
            }
            guard iterations <= PBKDF2.mostIterations else {
                throw .cost(
                    .work(units: UInt64(iterations), limit: UInt64(PBKDF2.mostIterations)))
            }
            return .pbkdf2(iterations: iterations)
        default: throw .derivation(found: name)
        }
    }

    /// The address: 40 digits, with or without a prefix, whatever their case.
    static func address(_ file: JSONValue) throws(KeystoreError) -> Address? {
        guard let member = file["address"], !member.isNull else { return nil }
        guard let text = member.string else { throw .type(member: "address") }
        let digits = text.hasPrefix("0x") ? String(text.dropFirst(2)) : text
        do throws(HexError) {
            return try Address(hex: "0x" + digits.lowercased())
        } catch {
            throw .hex(member: "address", error)
        }
    }
}
