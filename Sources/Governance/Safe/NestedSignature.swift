public import Contracts
public import Primitives

/// How the owners of a child Safe sign for it as owner of a parent Safe.
///
/// A parent up to 1.4.1 hands the 66 bytes behind its hash to the child, later ones the hash; the
/// child's owners sign a SafeMessage of what is handed over. A child of 1.5.0 does not know the
/// older way: it approves the hash by a transaction instead.
public enum NestedSignature {
    /// The bytes that the parent hands to a contract owner.
    ///
    /// - Parameters:
    ///   - hashes: The hashes of the parent's transaction.
    ///   - parent: The parent's version.
    /// - Returns: 0x19 0x01 ‖ domain hash ‖ message hash, or the hash alone from 1.5.0 on.
    public static func challenge(_ hashes: SafeHashes, parent: SafeVersion) -> Bytes {
        if parent.asksContractsByHash { return hashes.digest.bytes }
        return Bytes.joining([[0x19, 0x01], hashes.domainHash.bytes, hashes.messageHash.bytes])
    }

    /// Whether a child of this version can answer a parent of that version at all.
    public static func isPossible(child: SafeVersion, parent: SafeVersion) -> Bool {
        parent.asksContractsByHash || !child.asksContractsByHash
    }

    /// What the owners of the child sign.
    ///
    /// - Parameters:
    ///   - hashes: The hashes of the parent's transaction.
    ///   - parent: The parent's version.
    ///   - child: The child's domain.
    /// - Returns: The hashes of the child's SafeMessage.
    public static func message(
        _ hashes: SafeHashes, parent: SafeVersion, child: SafeDomain
    ) -> SafeHashes {
        SafeMessage(challenge(hashes, parent: parent)).hashes(in: child)
    }
}
