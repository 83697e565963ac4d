import Cryptography
public import Primitives

/// A message with one signature (RFC 9052, section 4.2), read but not verified.
public struct COSESign1: Hashable, Sendable {
    /// The bytes of the protected header, as they are signed.
    public let protectedHeader: Bytes
    /// What is signed.
    public let payload: Bytes
    /// The algorithm that the protected header says.
    public let algorithm: COSEAlgorithm
    /// r and s, of equal width. Whoever sees a signature can make a second one of it (n − s), so the
    /// bytes of a message are no name for it.
    public let signature: Bytes

    /// The message that `bytes` holds, with or without tag 18.
    ///
    /// - Parameters:
    ///   - bytes: Untrusted bytes.
    ///   - algorithms: The algorithms that are accepted.
    /// - Throws: ``COSEError``.
    public init(
        parsing bytes: Bytes, algorithms: [COSEAlgorithm] = [.es384]
    ) throws(COSEError) {
        var message: CBORValue
        do throws(CBORError) { message = try CBORValue(parsing: bytes) } catch {
            throw .cbor(error)
        }
        if case .tagged(let tag, let content) = message {
            guard tag == COSESign1.tag else { throw .tag(tag) }
            message = content
        }
        if case .tagged(let tag, _) = message { throw .tag(tag) }
        guard let items = message.items, items.count == 4 else { throw .structure }
        guard let protected = items[0].byteString else { throw .type(place: 0) }
        guard let unprotected = items[1].pairs else { throw .type(place: 1) }
        guard let payload = items[2].byteString else { throw .type(place: 2) }
        guard let signature = items[3].byteString else { throw .type(place: 3) }
        algorithm = try COSESign1.algorithm(of: protected, among: algorithms)
        guard unprotected.isEmpty else { throw .unprotectedHeader(count: unprotected.count) }
        let expected = 2 * algorithm.curve.byteCount
        guard signature.count == expected else {
            throw .signatureLength(signature.count, expected: expected)
        }
        protectedHeader = protected
        self.payload = payload
        self.signature = signature
    }

    /// The protected header is the map of alg (1) to an algorithm, and nothing else: no other member
    /// is understood, so none may be critical.
    private static func algorithm(
        of header: Bytes, among algorithms: [COSEAlgorithm]
    ) throws(COSEError) -> COSEAlgorithm {
        let value: CBORValue
        do throws(CBORError) { value = try CBORValue(parsing: header) } catch {
            throw .protectedHeader(error)
        }
        guard let algorithm = algorithms.first(where: { $0.protectedHeader == value }) else {
            throw .algorithm
        }
        return algorithm
    }

    /// The bytes that are signed: Sig_structure (RFC 9052, section 4.4) without external data.
    var signedBytes: Bytes {
        Bytes.joining([
            [0x84, 0x6a], Bytes(utf8: "Signature1"), COSESign1.head(protectedHeader.count),
            protectedHeader, [0x40], COSESign1.head(payload.count), payload,
        ])
    }

    /// Whether the signature is `key`'s, which must be on the algorithm's curve.
    func isSigned(by key: NISTPublicKey) throws(OpenSSLError) -> Bool {
        guard key.curve == algorithm.curve else { return false }
        return try key.isValid(fixedWidth: signature, of: algorithm.digest(of: signedBytes))
    }

    /// The shortest head of a byte string, as Sig_structure is encoded (RFC 9052, section 9).
    private static func head(_ count: Int) -> Bytes {
        let low = UInt8(truncatingIfNeeded: count)
        let middle = UInt8(truncatingIfNeeded: count >> 8)
        switch count {
        case 0..<24: return [0x40 | low]
        case 24..<256: return [0x58, low]
        case 256..<65_536: return [0x59, middle, low]
        default:
            let high = UInt8(truncatingIfNeeded: count >> 16)
            return [0x5a, UInt8(truncatingIfNeeded: count >> 24), high, middle, low]
        }
    }

    /// The tag of COSE_Sign1.
    private static let tag: UInt64 = 18
}
