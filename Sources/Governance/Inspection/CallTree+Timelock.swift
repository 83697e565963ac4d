import Codec
import Contracts
import Primitives

/// Calls that a timelock is to make, and code that a proxy is to call.
extension CallTree {
    static func schedule(_ call: Inner) -> Within {
        if let inner = try? TimelockController.Schedule(calldata: call.data) {
            return Within(
                role: .schedule(
                    id: TimelockController.operationID(of: inner), delay: inner.delay,
                    predecessor: inner.predecessor, salt: inner.salt),
                calls: [
                    Inner(
                        caller: call.target, target: inner.target, value: inner.value,
                        data: inner.data)
                ])
        }
        guard let inner = try? TimelockController.ScheduleBatch(calldata: call.data) else {
            return Within()
        }
        var within = batch(inner.targets, inner.values, inner.payloads, timelock: call.target)
        within.role = .schedule(
            id: TimelockController.operationID(of: inner), delay: inner.delay,
            predecessor: inner.predecessor, salt: inner.salt)
        return within
    }

    static func execute(_ call: Inner) -> Within {
        if let inner = try? TimelockController.Execute(calldata: call.data) {
            return Within(
                role: .execute(
                    id: TimelockController.operationID(of: inner), predecessor: inner.predecessor),
                calls: [
                    Inner(
                        caller: call.target, target: inner.target, value: inner.value,
                        data: inner.payload)
                ])
        }
        guard let inner = try? TimelockController.ExecuteBatch(calldata: call.data) else {
            return Within()
        }
        var within = batch(inner.targets, inner.values, inner.payloads, timelock: call.target)
        within.role = .execute(
            id: TimelockController.operationID(of: inner), predecessor: inner.predecessor)
        return within
    }

    /// The new code runs as the proxy.
    static func upgrade(_ call: Inner) -> Within {
        guard let inner = try? UUPS.UpgradeToAndCall(calldata: call.data), !inner.data.isEmpty
        else {
            return Within()
        }
        return Within(
            role: .upgrade,
            calls: [
                Inner(
                    caller: call.target, target: inner.newImplementation, value: call.value,
                    data: inner.data, operation: .delegateCall)
            ])
    }

    private static func batch(
        _ targets: [Address], _ values: [Wei], _ payloads: [Bytes], timelock: Address
    ) -> Within {
        var within = Within()
        if targets.count != values.count || targets.count != payloads.count {
            within.fault = .lengths
        }
        for (target, (value, payload)) in zip(targets, zip(values, payloads)) {
            within.calls.append(
                Inner(caller: timelock, target: target, value: value, data: payload))
        }
        return within
    }
}
