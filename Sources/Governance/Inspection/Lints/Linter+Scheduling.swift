import Codec
import Contracts
import Primitives

/// What a timelock will make of a call, and what the chain says about targets.
extension Linter {
    func scheduling(_ node: CallNode) -> [Finding] {
        guard case .schedule(let id, let delay, let predecessor, let salt) = node.role else {
            return []
        }
        var findings: [Finding] = []
        if let minimum = facts.minimumDelays[node.target], delay < minimum {
            findings.append(
                Finding(
                    .danger, .delayBelowMinimum,
                    "the timelock \(node.target) refuses \(delay) s: its own delay is \(minimum) s")
            )
        } else if delay < UInt256(Linter.usualDelay) {
            let span = UInt64(exactly: delay).map { SecondsSpan(seconds: $0).description }
            findings.append(
                Finding(
                    .warning, .shortDelay, "the delay of \(span ?? "\(delay) s") is below a day"))
        }
        if let finding = repetition(of: id, salt: salt, timelock: node.target) {
            findings.append(finding)
        }
        if !predecessor.isZero {
            findings.append(waiting(for: predecessor, timelock: node.target))
        }
        return findings
    }

    private func repetition(of id: Hash32, salt: Hash32, timelock: Address) -> Finding? {
        switch facts.standings[OperationKey(timelock: timelock, id: id)] {
        case .waiting, .ready:
            Finding(.danger, .sameSalt, "the operation \(id) is scheduled already")
        case .done:
            Finding(
                .danger, .sameSalt,
                "the operation \(id) was done: with this salt it can never be scheduled again")
        case .unset, nil:
            salt.isZero
                ? Finding(
                    .warning, .sameSalt,
                    "the salt is zero: the same calls can be scheduled with it once only") : nil
        }
    }

    private func waiting(for predecessor: Hash32, timelock: Address) -> Finding {
        switch facts.standings[OperationKey(timelock: timelock, id: predecessor)] {
        case .done: Finding(.notice, .predecessor, "it comes after \(predecessor), which is done")
        case .unset:
            Finding(
                .danger, .predecessor,
                "it waits for the operation \(predecessor), which is not scheduled: perhaps for "
                    + "ever")
        case .waiting, .ready, nil:
            Finding(
                .notice, .predecessor,
                "it can be executed only after the operation \(predecessor)")
        }
    }

    /// What the chain says about a call's target.
    func onChain(_ node: CallNode) -> [Finding] {
        var findings: [Finding] = []
        if facts.codeless.contains(node.target), !node.data.isEmpty {
            findings.append(
                Finding(
                    .danger, .noCode,
                    "there is no code at \(node.target) on this chain: the call succeeds and does "
                        + "nothing"))
        }
        if let owner = facts.owners[node.target], let caller = node.caller, owner != caller,
            Linter.isForOwner(node)
        {
            findings.append(
                Finding(
                    .danger, .notOwner,
                    "\(node.target) belongs to \(owner): it refuses "
                        + "\(node.meaning.decoded?.function.name ?? "the call") of \(caller)"))
        }
        if let pending = facts.pendingOwners[node.target], let caller = node.caller,
            pending != caller, node.meaning.decoded?.function.name == "acceptOwnership"
        {
            findings.append(
                Finding(
                    .danger, .notOwner,
                    "the ownership of \(node.target) is "
                        + (pending.isZero ? "offered to nobody" : "offered to \(pending)")
                        + ": it refuses acceptOwnership of \(caller)"))
        }
        return findings
    }

    /// Whether only the owner of a DstackKms or DstackApp may make the call.
    static func isForOwner(_ node: CallNode) -> Bool {
        guard node.operation == .call, let decoded = node.meaning.decoded else { return false }
        switch decoded.function.name {
        case "addOsImageHash", "removeOsImageHash", "addKmsAggregatedMr", "removeKmsAggregatedMr",
            "addKmsDevice", "removeKmsDevice", "setKmsInfo", "setKmsQuote", "setKmsEventlog",
            "setGatewayAppId", "setAppImplementation", "addComposeHash", "removeComposeHash",
            "addDevice", "removeDevice", "setAllowAnyDevice", "setRequireTcbUpToDate",
            "disableUpgrades", "transferOwnership", "renounceOwnership", "upgradeToAndCall":
            return true
        default: return false
        }
    }
}
