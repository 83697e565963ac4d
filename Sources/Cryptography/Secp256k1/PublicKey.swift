package import CSecp256k1
public import Primitives

/// A point of secp256k1 other than infinity. Made only by functions that have checked that the
/// point is on the curve.
public struct PublicKey: Hashable, Sendable {
    /// The first coordinate.
    public let x: Hash32
    /// The second coordinate.
    public let y: Hash32

    /// The key that libsecp256k1 holds; nil only if that is not initialised.
    package init?(_ key: secp256k1_pubkey) {
        var key = key
        var octets: (UInt8, Hash32, Hash32) = (0, Hash32(), Hash32())
        let context = unsafe csecp256k1_static_context()
        let done = unsafe withUnsafeTemporaryAllocation(byteCount: 65, alignment: 8) { raw in
            var count = raw.count
            guard let context = unsafe context,
                let start = unsafe raw.assumingMemoryBound(to: UInt8.self).baseAddress
            else { return false }
            guard
                unsafe secp256k1_ec_pubkey_serialize(
                    context, start, &count, &key, UInt32(SECP256K1_EC_UNCOMPRESSED)) == 1,
                count == 65
            else { return false }
            unsafe octets.1 = Hash32(unsafeLoading: start + 1)
            unsafe octets.2 = Hash32(unsafeLoading: start + 33)
            return true
        }
        guard done else { return nil }
        x = octets.1
        y = octets.2
    }

    /// The key in the library's own form.
    func parsed() -> secp256k1_pubkey {
        var key = secp256k1_pubkey()
        _ = PublicKey.parse(uncompressed, into: &key)
        return key
    }

    fileprivate static func parse(_ bytes: Bytes, into key: inout secp256k1_pubkey) -> Bool {
        unsafe bytes.withUnsafeBytes { raw in
            guard let context = unsafe csecp256k1_static_context(),
                let start = unsafe raw.assumingMemoryBound(to: UInt8.self).baseAddress
            else { return false }
            return unsafe secp256k1_ec_pubkey_parse(context, &key, start, raw.count) == 1
        }
    }
}

extension PublicKey {
    /// The key of 33 bytes (02 or 03, X) or 65 bytes (04, X, Y) (SEC 1, section 2.3.4).
    ///
    /// Hybrid forms (06, 07) and coordinates that are not below the field's prime, a second
    /// spelling of a small coordinate, are refused.
    ///
    /// - Throws: ``PublicKeyError`` that names the rule broken.
    public init(_ bytes: Bytes) throws(PublicKeyError) {
        let count: Int
        switch bytes.first {
        case nil: throw .length(0)
        case 2, 3: count = 33
        case 4: count = 65
        case let form?: throw .form(form)
        }
        guard bytes.count == count else { throw .length(bytes.count) }
        for start in stride(from: 1, to: bytes.count, by: 32) {
            guard let coordinate = Hash32(bytes.slice(start..<(start + 32))),
                coordinate < Secp256k1.fieldPrime
            else { throw .coordinateTooLarge(offset: start) }
        }
        var key = secp256k1_pubkey()
        guard PublicKey.parse(bytes, into: &key), let made = PublicKey(key) else {
            throw .notOnCurve
        }
        self = made
    }

    /// 04, X, Y.
    public var uncompressed: Bytes { Bytes.joining([[0x04], x.bytes, y.bytes]) }

    /// 02 or 03 after the parity of Y, then X.
    public var compressed: Bytes { Bytes([y[31] & 1 == 0 ? 2 : 3]) + x.bytes }

    /// The account of the key: the last 20 bytes of the hash of X and Y.
    public var address: Address { Address(lastBytesOf: Keccak256.hash(x, y)) }
}

extension PublicKey: CustomStringConvertible {
    /// The compressed form in hex.
    public var description: String { compressed.hex }
}

/// Why bytes are no public key of secp256k1.
public enum PublicKeyError: Error, Equatable, Sendable {
    /// No byte at all, not 33 bytes behind 02 or 03, or not 65 bytes behind 04.
    case length(Int)
    /// The first byte is not 02, 03 or 04.
    case form(UInt8)
    /// The coordinate at this offset is not below the field's prime.
    case coordinateTooLarge(offset: Int)
    /// No point of the curve has these coordinates.
    case notOnCurve
}

extension PublicKeyError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .length(let found): "a public key has 33 or 65 bytes, not \(found)"
        case .form(let found): "a public key begins with 2, 3 or 4, not \(found)"
        case .coordinateTooLarge(let offset): "the coordinate at byte \(offset) is too large"
        case .notOnCurve: "the point is not on the curve"
        }
    }
}
