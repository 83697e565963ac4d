public import Chain
public import Codec
public import Primitives

/// Why an answer that came is not believed.
public enum AnswerFault: Error, Equatable, Sendable {
    /// The text is no JSON, or a value of it has another type or form than the method's.
    case json(JSONError)
    /// The answer carries another `id` than the request.
    case identifier(expected: UInt64, found: String?)
    /// The answer is no JSON-RPC 2.0: what is wrong, for people.
    case envelope(String)
    /// An answer to a batch has another number of parts than the batch.
    case count(expected: Int, found: Int)
    /// The header's fields do not hash to the hash that the node states.
    case headerHash(stated: Hash32, computed: Hash32)
    /// The header's fields do not hash to the stated hash, and there are members that we do not
    /// know: perhaps those of a later fork.
    case headerFork(members: [String])
    /// The answer is about another thing than was asked, for example another block.
    case mismatch(member: String, expected: String, found: String)
    /// The proofs do not prove the answer.
    case proof(ProofError)

    /// The stable code, for example `rpc.hex`.
    public var code: String {
        switch self {
        case .json(let error):
            switch error.rule {
            case .form: "rpc.hex"
            case .type: "rpc.type"
            case .missing: "rpc.shape"
            case .size, .count: "rpc.size"
            default: "rpc.json"
            }
        case .identifier, .count: "rpc.id"
        case .envelope: "rpc.json"
        case .headerHash: "header.hash"
        case .headerFork: "header.fork"
        case .mismatch: "rpc.mismatch"
        case .proof(let error): error.code
        }
    }
}

extension AnswerFault: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .json(let error): error.description
        case .identifier(let expected, let found):
            "the answer's id is \(EscapedText(found ?? "missing", limit: 80)), not \(expected)"
        case .envelope(let what): "no JSON-RPC 2.0: \(what)"
        case .count(let expected, let found):
            "\(found) answers to a batch of \(expected)"
        case .headerHash(let stated, let computed):
            "the header hashes to \(computed), not to the stated \(stated)"
        case .headerFork(let members):
            "the header does not hash to its stated hash and has unknown members, perhaps of a"
                + " later fork (upgrade this program): "
                + EscapedText(members.joined(separator: ", "), limit: 200).description
        case .mismatch(let member, let expected, let found):
            "the answer's \(member) is \(EscapedText(found, limit: 100)), asked was \(expected)"
        case .proof(let error): error.description
        }
    }
}
