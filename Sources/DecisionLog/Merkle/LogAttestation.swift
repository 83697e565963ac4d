import Cryptography
public import Primitives

/// A signature over a statement about one record, shared with the statements of the records that
/// were written in the same group: the group's Merkle root is signed once, and each statement has
/// its way to it.
///
/// A signature costs more than all else that a decision needs. While one is made, further records
/// wait for the next group, so that the more there are, the less each of them costs.
public struct LogAttestation: Hashable, Sendable {
    /// The statement's place in its group (RFC 6962, 2.1.1).
    public let proof: InclusionProof
    /// The Ed25519 signature of ``signedText(root:)``.
    public let signature: Bytes

    /// The most statements under one signature, which bounds the length of a proof.
    static let mostStatements = 64

    /// The text that is signed: purpose, and the root of the group's statements.
    public static func signedText(root: Hash32) -> Bytes {
        Bytes(utf8: "dstack-authd replies v2\n\(root.hex)\n")
    }

    /// Signs a group of at most ``mostStatements`` statements.
    ///
    /// - Parameters:
    ///   - statements: Their leaf hashes.
    ///   - key: Whose signature.
    /// - Returns: One attestation for each, in their order; none when OpenSSL cannot sign.
    static func attest(_ statements: [Hash32], by key: LogKey) -> [LogAttestation] {
        let (root, proofs) = InclusionProof.all(of: statements)
        guard let signature = key.sign(signedText(root: root)) else { return [] }
        return proofs.map { LogAttestation(proof: $0, signature: signature) }
    }

    /// Whether `statement` is one that the owner of `publicKey` has signed.
    public func holds(for statement: Bytes, by publicKey: Hash32) -> Bool {
        guard let root = proof.root(leaf: MerkleHash.leaf(statement)) else { return false }
        return
            (try? Ed25519.isValid(
                signature, of: LogAttestation.signedText(root: root), by: publicKey)) ?? false
    }
}

extension LogAttestation {
    /// The place in the group as it stands in a header: `index/size/` and the hashes in base64.
    public var proofText: String {
        var text: [UInt8] = []
        appendProof(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends ``proofText``, as UTF-8.
    public func appendProof(to text: inout [UInt8]) {
        DecimalText.append(proof.index, to: &text)
        text.append(UInt8(ascii: "/"))
        DecimalText.append(proof.size, to: &text)
        text.append(UInt8(ascii: "/"))
        // Hashes stand one behind the other in the memory of an array.
        unsafe proof.path.withUnsafeBytes { raw in unsafe Base64Text.append(raw, to: &text) }
    }

    /// The attestation that a reply's headers write; nil when they write none.
    ///
    /// - Parameters:
    ///   - signature: The signature in base64.
    ///   - proof: What ``proofText`` writes.
    public init?(signature: String, proof: String) {
        let parts = proof.split(
            separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let index = UInt64(parts[0]), let size = UInt64(parts[1]),
            size <= UInt64(LogAttestation.mostStatements),
            let joined = Base64Text.decode(parts[2]), joined.count % 32 == 0,
            let signature = Base64Text.decode(signature), signature.count == 64
        else { return nil }
        let path = stride(from: 0, to: joined.count, by: 32).compactMap { start in
            Hash32(joined.slice(start..<start + 32))
        }
        self.init(
            proof: InclusionProof(index: index, size: size, path: path), signature: signature)
    }
}
