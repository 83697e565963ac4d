public import Chain
import Contracts
public import Primitives

/// What proofs say about a contract's storage, held against what its history tells.
public struct StateCheck: Hashable, Sendable {
    /// A slot of which history and state do not say the same.
    public struct Finding: Hashable, Sendable {
        /// What is wrong.
        public enum Kind: String, Hashable, Sendable {
            /// The state holds something else than the events tell: a log is missing, or a slot was
            /// written without one.
            case contradicted
            /// The state holds something that no event tells: a set-up, `setKmsQuote`,
            /// `setKmsEventlog`, or an upgrade wrote it.
            case silent
        }

        /// What is wrong.
        public let kind: Kind
        /// What the slot holds, for people.
        public let name: String
        /// The slot.
        public let slot: Hash32
        /// What the events tell, if they tell a word.
        public let expected: Hash32?
        /// What the state holds.
        public let found: Hash32
    }

    /// The contract.
    public let contract: Address
    /// What it is.
    public let role: Subject.Role
    /// The root of its storage.
    public let storageRoot: Hash32
    /// The hash of its code.
    public let codeHash: Hash32
    /// How many slots hold something.
    public let entryCount: Int
    /// Whether the known slots are all: the trie of them has the contract's storage root.
    public let isWhole: Bool
    /// Where history and state differ.
    public let findings: [Finding]

    /// Compares a proved account with a history.
    ///
    /// - Parameters:
    ///   - account: The account and every slot that the history knows of, proved.
    ///   - role: What the contract is.
    ///   - expectations: What the history tells.
    public init(
        _ account: VerifiedAccount, role: Subject.Role, expectations: [SlotExpectation]
    ) {
        var values: [Hash32: UInt256] = [:]
        for slot in account.slots { values[slot.key] = slot.value }
        contract = account.address
        self.role = role
        storageRoot = account.account?.storageRoot ?? MerklePatriciaTrie.emptyRoot
        codeHash = account.account?.codeHash ?? Account.emptyCodeHash
        entryCount = values.values.filter { !$0.isZero }.count
        isWhole = StorageTrie.root(of: values) == storageRoot
        let hasCode = account.account?.hasCode ?? false
        findings =
            hasCode ? expectations.compactMap { StateCheck.finding($0, values[$0.slot]) } : []
    }

    private static func finding(
        _ expectation: SlotExpectation, _ value: UInt256?
    ) -> Finding? {
        guard let value else { return nil }
        func finding(_ kind: Finding.Kind, _ expected: Hash32?) -> Finding {
            Finding(
                kind: kind, name: expectation.name, slot: expectation.slot, expected: expected,
                found: Hash32(value))
        }
        switch expectation.content {
        case .word(let word):
            return Hash32(value) == word ? nil : finding(.contradicted, word)
        case .isSet(let isSet): return value.isZero != isSet ? nil : finding(.contradicted, nil)
        case .untold: return value.isZero ? nil : finding(.silent, nil)
        }
    }
}
