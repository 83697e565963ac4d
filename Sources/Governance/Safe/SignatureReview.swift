public import Contracts
public import Primitives

/// Signatures of an operation against the Safe as it is now: which count, who is missing, and
/// whether the Safe would look at them at all.
public struct SignatureReview: Sendable {
    /// The Safe as it is now.
    public struct SafeState: Hashable, Sendable {
        /// The owners.
        public var owners: [Address]
        /// How many of them must sign.
        public var threshold: Int
        /// The next nonce.
        public var nonce: UInt256
        /// The version.
        public var version: SafeVersion

        /// A state.
        public init(owners: [Address], threshold: Int, nonce: UInt256, version: SafeVersion) {
            self.owners = owners
            self.threshold = threshold
            self.nonce = nonce
            self.version = version
        }
    }

    /// What a signature is worth.
    public enum Standing: String, Hashable, Sendable {
        /// The Safe takes it.
        case valid
        /// Its owner is no owner of the Safe (any more).
        case notAnOwner = "not-an-owner"
        /// It says that the owner approved the hash on chain, and the owner did not.
        case notApproved = "not-approved"
        /// The owner is a contract and does not say that the signature is its own.
        case refusedByContract = "refused-by-contract"
    }

    /// Why no signature of the operation counts any more, or not yet.
    public enum Staleness: Hashable, Sendable {
        /// The nonce was used up: by this transaction or by another.
        case nonceUsed(next: UInt256)
        /// Transactions with earlier nonces come first; the signatures hold.
        case nonceLater(next: UInt256)
        /// The Safe has another version, whose hash may be another: sign again.
        case version(now: SafeVersion)
    }

    /// Each signature with its worth, in the order of the owners' addresses.
    public let entries: [(signature: SafeSignature, standing: Standing)]
    /// Owners without a valid signature, in the Safe's order.
    public let missing: [Address]
    /// Why they count for nothing now; nil while they do.
    public let staleness: Staleness?
    /// How many valid ones the Safe needs.
    public let threshold: Int

    /// Reviews signatures whose form and signer were checked.
    ///
    /// - Parameters:
    ///   - set: The signatures.
    ///   - nonce: The nonce of the operation.
    ///   - version: The version for which the operation was made.
    ///   - safe: The Safe as it is now.
    ///   - approvals: Owners whose approval of this very hash is on chain; they count without a
    ///     signature too.
    ///   - answers: For owners that are contracts, whether they take their signature for theirs.
    public init(
        _ set: SignatureSet, nonce: UInt256, version: SafeVersion, safe: SafeState,
        approvals: Set<Address>, answers: [Address: Bool]
    ) {
        var signatures = set.signatures
        let signed = Set(signatures.map(\.owner))
        for owner in approvals.subtracting(signed) { signatures.append(.approved(by: owner)) }
        let entries = signatures.sorted { $0.owner < $1.owner }.map { signature in
            let standing: Standing
            if !safe.owners.contains(signature.owner) {
                standing = .notAnOwner
            } else {
                switch signature.kind {
                case .ecdsa, .ethSign: standing = .valid
                case .approvedHash:
                    standing = approvals.contains(signature.owner) ? .valid : .notApproved
                case .contract:
                    standing = answers[signature.owner] == true ? .valid : .refusedByContract
                }
            }
            return (signature: signature, standing: standing)
        }
        let valid = Set(entries.filter { $0.standing == .valid }.map(\.signature.owner))
        self.entries = entries
        missing = safe.owners.filter { !valid.contains($0) }
        threshold = safe.threshold
        if nonce < safe.nonce {
            staleness = .nonceUsed(next: safe.nonce)
        } else if version != safe.version {
            staleness = .version(now: safe.version)
        } else if nonce > safe.nonce {
            staleness = .nonceLater(next: safe.nonce)
        } else {
            staleness = nil
        }
    }

    /// The valid signatures, in order.
    public var valid: [SafeSignature] {
        entries.filter { $0.standing == .valid }.map(\.signature)
    }

    /// Whether enough owners signed.
    public var isComplete: Bool { valid.count >= threshold }

    /// The blob for execTransaction: the Safe reads as many records as its threshold, so no more are
    /// sent; nil while there are too few.
    public var blob: Bytes? {
        isComplete ? SafeSignatureBlob.encode(Array(valid.prefix(threshold))) : nil
    }
}
