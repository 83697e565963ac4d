import Codec
import Contracts
import Primitives

/// What functions do to power: code, owners, roles, guards.
extension Linter {
    func acting(_ node: CallNode) -> [Finding] {
        guard let decoded = node.meaning.decoded else { return [] }
        let what = "\(node.target): \(node.meaning)"
        switch decoded.function.name {
        case "renounceOwnership", "disableUpgrades":
            return [
                Finding(
                    .danger, .irreversible,
                    "\(decoded.function.name) of \(node.target) cannot be undone")
            ]
        case "upgradeToAndCall":
            return [Finding(.danger, .upgrade, "\(node.target) gets other code: \(decoded)")]
        case "setAppImplementation":
            return [
                Finding(.warning, .upgrade, "apps deployed from now on get other code: \(decoded)")
            ]
        case "transferOwnership":
            return [Finding(.danger, .ownership, what)]
        case "grantRole", "revokeRole", "renounceRole":
            return [Finding(.danger, .roleChange, roleText(node, decoded))]
        case "updateDelay":
            return delay(node, decoded)
        case "addOwnerWithThreshold", "removeOwner", "swapOwner", "changeThreshold":
            return [Finding(.danger, .ownerChange, "at once, without the timelock: " + what)]
        case "enableModule":
            return [Finding(.danger, .module, "a module needs no signature: " + what)]
        case "disableModule":
            return [Finding(.warning, .module, what)]
        case "setGuard", "setModuleGuard":
            return [
                Finding(.danger, .transactionGuard, "a guard can lock the Safe for ever: " + what)
            ]
        case "setFallbackHandler":
            return [Finding(.danger, .fallbackHandler, what)]
        case "approveHash":
            return [
                Finding(.warning, .approval, "inspect the transaction with this hash too: " + what)
            ]
        default: return []
        }
    }

    private func roleText(_ node: CallNode, _ call: DecodedCall) -> String {
        let role = call.arguments.first?.hash.flatMap(TimelockController.roleName) ?? "a role"
        let account = call.arguments.last?.address
        if call.function.name == "grantRole", account?.isZero == true {
            return "everybody gets \(role) of \(node.target)"
        }
        return "\(role) of \(node.target): \(node.meaning)"
    }

    private func delay(_ node: CallNode, _ call: DecodedCall) -> [Finding] {
        guard let delay = call.arguments.first?.uint else { return [] }
        let isShort = delay < UInt256(Linter.usualDelay)
        return [
            Finding(
                isShort ? .danger : .warning, .delayChange,
                "later operations of \(node.target) wait \(delay) s"
                    + (isShort ? ", less than a day" : ""))
        ]
    }
}
