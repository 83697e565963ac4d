extension ProofError {
    /// The stable code of the threat that the error shows.
    public var code: String {
        switch rule {
        case .otherAddress: "proof.address"
        case .otherSlot: "proof.key"
        case .slotCount: "proof.count"
        case .missingNode: "proof.missing"
        case .nodeHash: part == .account && node == 0 ? "proof.root" : "proof.invalid"
        case .nonce, .balance, .codeHash, .storageHash, .slotValue: "proof.invalid"
        default: "proof.encoding"
        }
    }
}

extension ProofError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        var text =
            switch part {
            case .account: "account proof"
            case .slot(let place): "proof of slot \(place)"
            }
        if let node { text += ", node \(node)" }
        text += ": \(rule.sentence)"
        if let encoding { text += " (\(encoding))" }
        if let expected { text += ", expected \(expected)" }
        if let found { text += ", found \(found)" }
        return text
    }
}

extension ProofError.Rule {
    /// What is wrong, in words.
    fileprivate var sentence: String {
        switch self {
        case .otherAddress: "the answer is about another address than asked"
        case .slotCount: "the answer has another number of slots than asked"
        case .otherSlot: "the answer is about another slot than asked"
        case .missingNode: "a node is missing"
        case .nodeHash: "the node has another hash than its parent names"
        case .trailingNode: "nodes follow the end of the way"
        case .nodeEncoding: "the node is not canonical RLP"
        case .nodeForm: "the node is neither branch nor extension nor leaf"
        case .hexPrefix: "the path has undefined flags or padding"
        case .emptyPath: "the path is empty"
        case .pathLength: "the path and the key have different lengths"
        case .branchValue: "a branch holds a value where no key can end"
        case .thinBranch: "a branch has fewer than two ways"
        case .childReference: "a child is neither empty nor a hash nor an embedded node"
        case .nodeSize: "a node is embedded or not against the limit of 32 bytes"
        case .extensionChild: "an extension leads to no branch"
        case .emptyValue: "a leaf has no value"
        case .accountEncoding: "the account is not in its one encoding"
        case .slotEncoding: "the slot's value is not in its one encoding"
        case .nonce: "the answer's nonce is not the proved one"
        case .balance: "the answer's balance is not the proved one"
        case .codeHash: "the answer's code hash is not the proved one"
        case .storageHash: "the answer's storage hash is not the proved one"
        case .slotValue: "the answer's value is not the proved one"
        }
    }
}
