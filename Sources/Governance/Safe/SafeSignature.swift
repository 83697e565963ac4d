import Cryptography
public import Primitives

/// A signature as a Safe reads it, with the owner that it stands for.
public struct SafeSignature: Hashable, Sendable {
    /// How a Safe checks a signature (the byte `v` of its record).
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// ECDSA over the transaction's hash: v is 27 or 28.
        case ecdsa
        /// ECDSA over the hash as an EIP-191 message, as `eth_sign` makes it: v is 31 or 32.
        case ethSign = "eth_sign"
        /// The owner approved the hash on chain, or sends the transaction: v is 1.
        case approvedHash = "approved_hash"
        /// The owner is a contract that answers by EIP-1271: v is 0.
        case contract
    }

    /// How it is checked.
    public let kind: Kind
    /// The owner.
    public let owner: Address
    /// r ‖ s ‖ v for ECDSA kinds (65 bytes), the contract's own signature for contracts, nothing
    /// for an approved hash.
    public let bytes: Bytes

    /// A signature, not checked yet.
    public init(kind: Kind, owner: Address, bytes: Bytes) {
        self.kind = kind
        self.owner = owner
        self.bytes = bytes
    }

    /// An owner's approval on chain.
    public static func approved(by owner: Address) -> SafeSignature {
        SafeSignature(kind: .approvedHash, owner: owner, bytes: Bytes())
    }

    /// Checks everything that can be checked without the chain: form, and signer of ECDSA kinds.
    ///
    /// - Parameter hash: The transaction's hash.
    /// - Throws: ``OperationError`` with the rule `form` or `signer`.
    public func check(of hash: Hash32) throws(OperationError) {
        switch kind {
        case .approvedHash:
            guard bytes.isEmpty else {
                throw OperationError(.form, at: "signature", "an approved hash has no bytes")
            }
        case .contract:
            break
        case .ecdsa, .ethSign:
            let digest = kind == .ecdsa ? hash : SafeSignature.personalMessage(hash)
            let signer = try SafeSignature.recover(bytes, digest: digest, kind: kind)
            guard signer == owner else {
                throw OperationError(
                    .signer, at: "signature", "made by \(signer), not by \(owner)")
            }
        }
    }

    /// Finds out whose signature 65 bytes are, among the owners of a Safe.
    ///
    /// A wallet may have signed the hash as a message without moving `v` (a hardware wallet behind
    /// a browser wallet does): such a signature is recognised and its `v` put right.
    ///
    /// - Parameters:
    ///   - bytes: r ‖ s ‖ v, or the compact form of EIP-2098.
    ///   - hash: The transaction's hash.
    ///   - owners: The owners of the Safe.
    /// - Returns: The signature with its owner and kind.
    /// - Throws: ``OperationError`` with the rule `form` when the bytes are no signature, `signer`
    ///   when no owner made it.
    public static func identify(
        _ bytes: Bytes, of hash: Hash32, owners: [Address]
    ) throws(OperationError) -> SafeSignature {
        let signature = try parse(bytes)
        let byHash = recovered(signature, digest: hash)
        if let byHash, owners.contains(byHash) {
            return SafeSignature(kind: .ecdsa, owner: byHash, bytes: encoded(signature, v: 27))
        }
        let byMessage = recovered(signature, digest: personalMessage(hash))
        if let byMessage, owners.contains(byMessage) {
            return SafeSignature(kind: .ethSign, owner: byMessage, bytes: encoded(signature, v: 31))
        }
        let who = byHash.map { "\($0)" } ?? "nobody"
        throw OperationError(
            .signer, at: "signature",
            "made by \(who), who is no owner of the Safe; or over another hash or nonce")
    }
}
