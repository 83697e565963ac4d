import Codec
import Contracts
import Primitives

/// A call decoded for a person, with all that it makes in turn.
public struct CallInspection: Sendable {
    /// The call, with the calls within it.
    public let tree: CallNode
    /// What each call that makes no further call changes, in order.
    public let effects: [Effect]
    /// The entries of contracts' state that are set, in order.
    public let changes: [StateChange]
    /// What a signer should know, the gravest first.
    public let findings: [Finding]

    /// Decodes one call.
    ///
    /// - Parameters:
    ///   - tree: The call, read by ``CallTree``.
    ///   - facts: What the chain says; nothing where no node was asked.
    public init(_ tree: CallNode, facts: ChainFacts = ChainFacts()) {
        self.init(tree, findings: Linter(tree: tree, facts: facts).findings())
    }

    /// The call with findings made elsewhere, or with more of them.
    init(_ tree: CallNode, findings: [Finding]) {
        self.tree = tree
        self.findings = findings
        effects = tree.leaves.map(Effect.init)
        changes = StateChange.all(of: tree)
    }

    /// The operations of timelocks that the call schedules, executes or cancels, in order.
    public var operations: [OperationKey] {
        tree.all.compactMap { node in
            switch node.role {
            case .schedule(let id, _, _, _), .execute(let id, _):
                return OperationKey(timelock: node.target, id: id)
            default:
                guard let call = try? TimelockController.Cancel(calldata: node.data) else {
                    return nil
                }
                return OperationKey(timelock: node.target, id: call.argument)
            }
        }
    }

    /// The operations that those wait for.
    public var predecessors: [OperationKey] {
        tree.all.compactMap { node in
            switch node.role {
            case .schedule(_, _, let id, _), .execute(_, let id):
                return id.isZero ? nil : OperationKey(timelock: node.target, id: id)
            default: return nil
            }
        }
    }
}
