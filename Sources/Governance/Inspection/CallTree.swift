import Codec
public import Contracts
public import Primitives

/// Reads from calldata which calls a call makes in turn: Safe transactions, batches of MultiSend by
/// the rules of their version, operations of a timelock, calls of an upgrade.
public struct CallTree {
    /// How deep calls within calls are followed.
    public static let deepest = 16
    /// How many calls one tree may have.
    public static let mostCalls = 4096

    private var left = CallTree.mostCalls

    /// The tree of one call.
    ///
    /// - Parameters:
    ///   - caller: Who makes the call; nil when that is not known.
    ///   - target: The account that is called.
    ///   - value: Wei sent along.
    ///   - data: The calldata.
    ///   - operation: Whether the target's code runs as itself or as the caller.
    /// - Returns: The call with the calls within it.
    public static func reading(
        caller: Address?, target: Address, value: Wei = .zero, data: Bytes,
        operation: SafeOperation = .call
    ) -> CallNode {
        var tree = CallTree()
        return tree.node(
            Inner(caller: caller, target: target, value: value, data: data, operation: operation),
            depth: 0)
    }

    /// A call that is yet to be read.
    struct Inner {
        let caller: Address?
        let target: Address
        let value: Wei
        let data: Bytes
        var operation = SafeOperation.call
    }

    /// The calls within a call.
    struct Within {
        var role = CallNode.Role.leaf
        var calls: [Inner] = []
        var fault: CallNode.Fault?
    }

    private mutating func node(_ call: Inner, depth: Int) -> CallNode {
        let meaning = CallMeaning(data: call.data)
        var within = CallTree.within(call, meaning)
        var children: [CallNode] = []
        for inner in within.calls {
            guard depth < CallTree.deepest, left > 0 else {
                within.fault = .limit
                break
            }
            left -= 1
            children.append(node(inner, depth: depth + 1))
        }
        return CallNode(
            caller: call.caller, target: call.target, value: call.value, data: call.data,
            operation: call.operation, meaning: meaning, role: within.role, children: children,
            fault: within.fault)
    }

    /// What calldata of a function that makes calls says about them.
    private static func within(_ call: Inner, _ meaning: CallMeaning) -> Within {
        switch meaning.decoded?.function.name {
        case "execTransaction", "execTransactionFromModule", "execTransactionFromModuleReturnData":
            safe(call)
        case "multiSend": multiSend(call)
        case "aggregate3", "aggregate3Value": multicall(call)
        case "schedule", "scheduleBatch": schedule(call)
        case "execute", "executeBatch": execute(call)
        case "upgradeToAndCall": upgrade(call)
        default: Within()
        }
    }

    private static func safe(_ call: Inner) -> Within {
        if let inner = try? Safe.ExecTransaction(calldata: call.data) {
            return Within(
                role: .safeTransaction,
                calls: [
                    Inner(
                        caller: call.target, target: inner.to, value: inner.value,
                        data: inner.data, operation: inner.operation)
                ])
        }
        if let inner = try? Safe.ExecTransactionFromModule(calldata: call.data) {
            return Within(
                role: .safeTransaction,
                calls: [
                    Inner(
                        caller: call.target, target: inner.to, value: inner.value,
                        data: inner.data, operation: inner.operation)
                ])
        }
        guard let inner = try? Safe.ExecTransactionFromModuleReturnData(calldata: call.data) else {
            return Within()
        }
        return Within(
            role: .safeTransaction,
            calls: [
                Inner(
                    caller: call.target, target: inner.to, value: inner.value, data: inner.data,
                    operation: inner.operation)
            ])
    }

    /// A library that a Safe delegates to calls as the Safe; one that is called, as itself.
    private static func multiSend(_ call: Inner) -> Within {
        guard let packed = (try? MultiSend.Call(calldata: call.data))?.argument else {
            return Within()
        }
        let known = SafeDeployment.at(call.target)
        let library: MultiSendLibrary =
            known?.contract == .multiSendCallOnly ? .multiSendCallOnly : .multiSend
        let caller = call.operation == .delegateCall ? call.caller : call.target
        var within = Within(role: .batch(version: known?.version))
        do throws(MultiSendError) {
            let batch = try MultiSendBatch(packed: packed, library: library)
            within.calls = batch.records.map { record in
                let readsZero = known?.version.multiSendReadsZeroAsSafe ?? false
                let target = record.to.isZero && readsZero ? caller ?? record.to : record.to
                return Inner(
                    caller: caller, target: target, value: record.value, data: record.data,
                    operation: record.operation)
            }
        } catch {
            within.fault = .batch(error)
        }
        return within
    }

    private static func multicall(_ call: Inner) -> Within {
        let caller = call.operation == .delegateCall ? call.caller : call.target
        var within = Within(role: .batch(version: nil))
        if let calls = (try? Multicall3.Aggregate3(calldata: call.data))?.argument {
            within.calls = calls.map {
                Inner(caller: caller, target: $0.target, value: .zero, data: $0.callData)
            }
        } else if let calls = (try? Multicall3.Aggregate3Value(calldata: call.data))?.argument {
            within.calls = calls.map {
                Inner(caller: caller, target: $0.target, value: $0.value, data: $0.callData)
            }
        }
        return within
    }
}
