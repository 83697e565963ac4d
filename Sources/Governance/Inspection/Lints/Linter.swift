import Codec
import Contracts
import Primitives

/// Finds what a signer should know about calls.
struct Linter {
    /// A delay below this many seconds is short: dstack's advice for production is a day at least.
    static let usualDelay: UInt64 = 86_400

    /// The calls.
    let tree: CallNode
    /// What the chain says; nothing where no node was asked.
    let facts: ChainFacts

    /// All findings about the calls, the gravest first, otherwise in the order of the calls.
    func findings() -> [Finding] {
        let nodes = tree.all
        var findings = nodes.flatMap(structural) + tree.leaves.flatMap(allowing)
        findings += nodes.flatMap(acting) + onePlace() + nodes.flatMap(scheduling)
        findings += tree.leaves.flatMap(onChain)
        return Linter.sorted(findings)
    }

    /// The gravest first, each once.
    static func sorted(_ findings: [Finding]) -> [Finding] {
        var seen: Set<Finding> = []
        let unique = findings.filter { seen.insert($0).inserted }
        return unique.enumerated().sorted {
            ($0.element.level, $0.offset) < ($1.element.level, $1.offset)
        }.map(\.element)
    }

    /// What the form of a call says, whatever function it is.
    private func structural(_ node: CallNode) -> [Finding] {
        var findings: [Finding] = []
        switch node.fault {
        case .batch(let error):
            findings.append(Finding(.danger, .malformedBatch, "\(node.target): \(error)"))
        case .limit:
            findings.append(
                Finding(
                    .danger, .tooDeep,
                    "more than \(CallTree.mostCalls) calls, or more than \(CallTree.deepest) deep"))
        case .lengths:
            findings.append(
                Finding(.danger, .malformedBatch, "the lists of a batch differ in length"))
        case nil: break
        }
        if node.operation == .delegateCall { findings += delegating(node) }
        if case .batch(let version) = node.role { findings += zeroTargets(node, version) }
        guard node.fault == nil, node.children.isEmpty else { return findings }
        if node.data.isEmpty {
            let isRejection = node.caller == node.target
            if node.value.isZero, !isRejection {
                findings.append(
                    Finding(.warning, .emptyCall, "the call to \(node.target) does nothing"))
            }
        } else if node.meaning.decoded == nil {
            findings.append(
                Finding(
                    .danger, .unknownCall,
                    "\(node.target): \(node.meaning)" + Linter.nonexistent(node.data)))
        }
        if let decoded = node.meaning.decoded, !node.value.isZero,
            decoded.function.mutability != .payable
        {
            findings.append(
                Finding(
                    .danger, .value,
                    "\(decoded.function.name) takes no ether, and gets "
                        + node.value.text(in: .ether)))
        }
        return findings
    }

    private func delegating(_ node: CallNode) -> [Finding] {
        switch SafeDeployment.at(node.target)?.contract {
        case .multiSend, .multiSendCallOnly: return []
        case .signMessageLib:
            return [Finding(.warning, .approval, "the Safe signs a message: \(node.meaning)")]
        case .migration, .toL2Migration:
            return [
                Finding(
                    .danger, .upgrade,
                    "the Safe's own code changes: \(node.meaning) of \(node.target)")
            ]
        case .createCall:
            return [Finding(.warning, .delegateCall, "the Safe deploys a contract")]
        default:
            guard node.caller != nil else { return [] }
            return [
                Finding(
                    .danger, .delegateCall,
                    "the code at \(node.target), which is no known library, runs as the caller and "
                        + "may change all of it: \(node.meaning)")
            ]
        }
    }

    private func zeroTargets(_ node: CallNode, _ version: SafeVersion?) -> [Finding] {
        guard let packed = (try? MultiSend.Call(calldata: node.data))?.argument,
            let batch = try? MultiSendBatch(packed: packed, library: .multiSend),
            batch.records.contains(where: \.to.isZero)
        else { return [] }
        switch version?.multiSendReadsZeroAsSafe {
        case true:
            return [
                Finding(
                    .danger, .zeroTarget,
                    "a record has the target zero, which MultiSend \(version ?? .v150) reads as "
                        + "the Safe itself")
            ]
        case false:
            return [
                Finding(.warning, .zeroTarget, "a record calls the address zero: it does nothing")
            ]
        default:
            return [
                Finding(
                    .danger, .zeroTarget,
                    "a record has the target zero; what the library makes of it is not known")
            ]
        }
    }

    /// Functions of the documents that no contract has.
    private static func nonexistent(_ data: Bytes) -> String {
        let real: String? =
            switch FunctionSelector(startOf: data) {
            case 0x704b_6c02: "setAdmin(address) does not exist; transferOwnership(address) does"
            case 0x83f7_00a1: "setKms(address) does not exist: an app knows of no KMS"
            case 0x3659_cfe6: "upgradeTo(address) does not exist; upgradeToAndCall does"
            case 0x6d08_8bf9:
                "addMeasurement(bytes32) does not exist; addOsImageHash and addKmsAggregatedMr do"
            case 0x7065_cb48: "addOwner(address) does not exist; addOwnerWithThreshold does"
            default: nil
            }
        return real.map { " (\($0))" } ?? ""
    }
}
