public import Codec
public import Primitives

/// Which block a question is about.
public enum BlockReference: Hashable, Sendable {
    /// The newest block that the node knows.
    case latest
    /// The newest block that an honest majority has attested to.
    case safe
    /// The newest block that cannot be replaced without two thirds of the stake being at fault.
    case finalized
    /// The first block.
    case earliest
    /// The block that the node would make next.
    case pending
    /// The block of this number on the node's chain, whichever block that is.
    case number(BlockNumber)
    /// The block of this hash (EIP-1898); with `requireCanonical` an error where it is no longer on
    /// the node's chain.
    case hash(Hash32, requireCanonical: Bool = false)

    /// The parameter of the methods that take every form.
    public var parameter: JSONValue {
        switch self {
        case .latest, .safe, .finalized, .earliest, .pending, .number: number
        case .hash(let hash, requireCanonical: false): ["blockHash": .hash(hash)]
        case .hash(let hash, requireCanonical: true):
            ["blockHash": .hash(hash), "requireCanonical": true]
        }
    }

    /// The parameter of the methods that take a number or a tag; of a hash the hash alone.
    var number: JSONValue {
        switch self {
        case .latest: "latest"
        case .safe: "safe"
        case .finalized: "finalized"
        case .earliest: "earliest"
        case .pending: "pending"
        case .number(let number): .quantity(number)
        case .hash(let hash, requireCanonical: _): .hash(hash)
        }
    }
}

extension BlockReference: CustomStringConvertible {
    /// The tag, the number in decimal or the hash.
    public var description: String {
        switch self {
        case .number(let number): number.description
        default: number.string ?? ""
        }
    }
}
