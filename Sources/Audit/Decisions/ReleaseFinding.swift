public import Primitives

/// What an auditor should know of keys that were released: the same finding of many records is one,
/// with how many they are.
public struct ReleaseFinding: Hashable, Sendable {
    /// What is the matter.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The grant was taken back soon after it was given.
        case shortLived = "short-lived"
        /// The grant was taken back later.
        case laterRevoked = "later-revoked"
        /// The contract that granted had code that nobody named before: its events may say anything.
        case unknownCode = "unknown-code"
        /// The history had no such grant at the blocks that the record names.
        case noGrant = "no-grant"
        /// The record names a block, or a DstackKms, that is not the history's.
        case otherChain = "other-chain"
        /// No contract was asked.
        case notFromChain = "not-from-chain"
    }

    /// How often, and from when to when.
    public struct Uses: Hashable, Sendable {
        /// How many records.
        public private(set) var count = 1
        /// The first.
        public let first: RecordedRelease.Mark
        /// The last.
        public private(set) var last: RecordedRelease.Mark

        init(_ mark: RecordedRelease.Mark) {
            first = mark
            last = mark
        }

        mutating func add(_ mark: RecordedRelease.Mark) {
            count += 1
            last = mark
        }
    }

    /// What makes two findings the same.
    struct Identity: Hashable {
        let kind: Kind
        let subject: String
        let contract: Address?
        let begin: TimelineEntry?
    }

    /// What is the matter.
    public let kind: Kind
    /// The contract that it is about; nil where none was asked.
    public let contract: Address?
    /// What it is about, in one line.
    public let subject: String
    /// The grant; nil where it is about none.
    public let grant: GrantPeriod?
    /// The records.
    public internal(set) var uses: Uses

    /// Whether keys went where the history says that they must not go, or where it cannot tell. A
    /// grant that was taken back later was a grant when it was used.
    public var isDisagreement: Bool { kind != .laterRevoked && kind != .shortLived }

    var identity: Identity {
        Identity(kind: kind, subject: subject, contract: contract, begin: grant?.begin)
    }
}

/// A grant with its uses.
public struct GrantUse: Hashable, Sendable {
    /// The grant.
    public let grant: GrantPeriod
    /// The records of boots that rested on it; nil for none.
    public let uses: ReleaseFinding.Uses?
    /// For how many seconds nothing has rested on it, at the end of the history; nil where it was
    /// taken back.
    public let idleSeconds: UInt64?
}
