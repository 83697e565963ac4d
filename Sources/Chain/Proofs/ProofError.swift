public import Codec
public import Primitives

/// Why an answer of `eth_getProof`, or a list of trie nodes, proves nothing.
public struct ProofError: Error, Equatable, Sendable {
    /// The rule that the proof breaks.
    public enum Rule: String, Sendable, CaseIterable {
        // the answer and the question
        /// The answer is about another address than the one asked for.
        case otherAddress
        /// The answer has more or fewer slots than asked for.
        case slotCount
        /// A slot of the answer is not the one asked for at its place.
        case otherSlot

        // the way from the root
        /// The nodes end before the way does.
        case missingNode
        /// A node's hash is not the one that its parent, or the root, names.
        case nodeHash
        /// Nodes follow the end of the way.
        case trailingNode

        // the encoding of nodes (yellow paper, appendices B, C and D)
        /// A node is not canonical RLP.
        case nodeEncoding
        /// A node is neither a list of two items nor one of seventeen.
        case nodeForm
        /// A path's first nibble has an undefined flag, or its padding is not zero.
        case hexPrefix
        /// A path is no byte string, is missing, or is that of an extension without nibbles.
        case emptyPath
        /// A path goes beyond the end of the key, or a leaf ends before it.
        case pathLength
        /// A branch holds a value although no key can end there.
        case branchValue
        /// A branch has fewer than two ways.
        case thinBranch
        /// A child is neither empty nor a hash nor an embedded node.
        case childReference
        /// A node of 32 bytes or more is embedded, or a shorter one is not.
        case nodeSize
        /// An extension leads to something else than a branch.
        case extensionChild
        /// A leaf without value.
        case emptyValue

        // the values
        /// An account is not the RLP of nonce, balance, storage root and code hash.
        case accountEncoding
        /// A slot's value is not the RLP of an integer from 1 to 2^256 − 1.
        case slotEncoding

        // the claims
        /// The answer's nonce is not the proved one.
        case nonce
        /// The answer's balance is not the proved one.
        case balance
        /// The answer's code hash is not the proved one.
        case codeHash
        /// The answer's storage root is not the proved one.
        case storageHash
        /// The answer's value of a slot is not the proved one.
        case slotValue
    }

    /// The part of an answer that is at fault.
    public enum Part: Hashable, Sendable {
        /// The account, or a proof that stands alone.
        case account
        /// The slot at a place of the answer.
        case slot(Int)
    }

    /// The rule that the proof breaks.
    public let rule: Rule
    /// The part of the answer at fault.
    public var part: Part
    /// The place of the node at fault in its part.
    public let node: Int?
    /// What is wrong with an encoding, its offset counted within the node or the value.
    public let encoding: RLPError?
    /// The word expected, where words were compared: a hash, an address, a slot, a number.
    public let expected: Hash32?
    /// The word found.
    public let found: Hash32?

    /// An error with its evidence.
    public init(
        rule: Rule, part: Part = .account, node: Int? = nil, encoding: RLPError? = nil,
        expected: Hash32? = nil, found: Hash32? = nil
    ) {
        self.rule = rule
        self.part = part
        self.node = node
        self.encoding = encoding
        self.expected = expected
        self.found = found
    }
}
