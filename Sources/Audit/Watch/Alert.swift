public import Codec
public import Primitives

/// Something that whoever watches a deployment should know.
public struct Alert: Hashable, Sendable {
    /// What happened.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// An owner approved a Safe's transaction on the chain.
        case proposal
        /// An operation waits that none of ours is: another Safe's, or none that was expected.
        case foreignProposal = "foreign-proposal"
        /// An operation waits at a timelock.
        case scheduled
        /// An operation may be executed.
        case ready
        /// An operation was executed.
        case executed
        /// An operation was withdrawn.
        case cancelled
        /// A role was given, taken, or put under another.
        case role
        /// A contract was offered to a new owner, or has one.
        case owner
        /// The owners of a Safe changed.
        case signer
        /// How many owners of a Safe have to sign.
        case threshold
        /// A timelock's minimum delay changed.
        case delay
        /// A module, a guard or a fallback handler of a Safe changed, or a module acted.
        case module
        /// A contract has other code, or its set-up ran.
        case upgrade
        /// Something may boot that might not before.
        case grant
        /// Something may boot no longer.
        case revocation
        /// Something was allowed for a short time only.
        case shortLivedGrant = "short-lived-grant"
        /// Another setting of DstackKms or an app changed.
        case setting
        /// A log of decisions disagrees with the history, or is not what was signed.
        case decisionLog = "decision-log"
    }

    /// Names the alert for ever: the same history gives the same ids.
    public let id: String
    /// What happened.
    public let kind: Kind
    /// When it happened, by the chain's clock; of a record, when it was made.
    public let time: Timestamp
    /// The block; nil for what no block says.
    public let block: BlockNumber?
    /// The transaction; nil where there is none.
    public let transaction: Hash32?
    /// The contract; nil where there is none.
    public let contract: Address?
    /// The timelock's operation; nil where there is none.
    public let operation: Hash32?
    /// What happened, in one line.
    public let text: String

    /// An alert.
    ///
    /// - Parameters:
    ///   - id: Names it for ever.
    ///   - kind: What happened.
    ///   - time: When.
    ///   - entry: The line of the history that tells it; nil where none does.
    ///   - operation: The timelock's operation.
    ///   - text: What happened, in one line.
    init(
        id: String, kind: Kind, time: Timestamp, entry: TimelineEntry?, operation: Hash32?,
        text: String
    ) {
        self.id = id
        self.kind = kind
        self.time = time
        block = entry?.block
        transaction = entry?.transaction
        contract = entry?.contract
        self.operation = operation
        self.text = text
    }

    /// Whether it stands open until somebody does something about it.
    public var staysOpen: Bool {
        switch kind {
        case .ready, .foreignProposal, .decisionLog: true
        default: false
        }
    }

    /// The alert as a document; the same for every way of delivery.
    ///
    /// - Parameter reminder: The how manieth reminder of the alert it is; 0 for the alert itself.
    /// - Returns: The document.
    public func document(reminder: UInt64) -> JSONValue {
        [
            "id": .string(id), "reminder": JSONValue(reminder), "kind": .string(kind.rawValue),
            "time": .string(time.description),
            "block": block.map { .string($0.description) } ?? .null,
            "transactionHash": transaction.map { .string($0.hex) } ?? .null,
            "contract": contract.map { .string($0.checksummed) } ?? .null,
            "operationId": operation.map { .string($0.hex) } ?? .null, "text": .string(text),
            "open": .bool(staysOpen),
        ]
    }
}
