import Authorization
public import Primitives

/// Why a ``ChainView`` does not start: what no waiting would mend.
public enum StartFault: Error, Equatable, Sendable {
    /// The providers' labels are not the operators of the rule, in their order.
    case operators
    /// Several providers, and no chain id by which to tell a wrong one.
    case noChainID
    /// A provider serves another chain.
    case chain(operator: String, expected: ChainID, found: ChainID)
    /// A provider has another block at the height of the known one, or none.
    case knownBlock(operator: String, number: BlockNumber)
    /// A provider does not serve proofs.
    case proofs(operator: String, reason: String)
    /// The file of what is kept across restarts cannot be read.
    case memory(path: String, reason: String)
}

extension StartFault: CustomStringConvertible {
    /// One sentence for people: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .operators: "the rule's operators are not the providers' labels"
        case .noChainID: "several providers and no chain id: name the chain id"
        case .chain(let label, let expected, let found):
            "provider \(EscapedText(label, limit: 80)) serves chain \(found), not \(expected):"
                + " correct its URL or the chain id"
        case .knownBlock(let label, let number):
            "provider \(EscapedText(label, limit: 80)) has not the configured block \(number):"
                + " it serves another chain with the same id, or the configured hash is wrong"
        case .proofs(let label, let reason):
            "provider \(EscapedText(label, limit: 80)) serves no proofs (eth_getProof:"
                + " \(EscapedText(reason, limit: 200))): nothing that it says could be checked, use"
                + " one that does"
        case .memory(let path, let reason):
            "\(EscapedText(path, limit: 300)): \(EscapedText(reason, limit: 200))"
        }
    }
}
