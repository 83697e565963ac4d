import Contracts
import Primitives

/// Finds what is not as it should be in a governance, from facts alone.
public enum HealthCheck {
    /// All findings, the gravest first.
    ///
    /// - Parameter facts: What the chain says.
    /// - Returns: No findings for a governance as it should be.
    public static func findings(_ facts: GovernanceFacts) -> [HealthFinding] {
        var findings = contract(facts.kms, facts)
        if let app = facts.app { findings += contract(app, facts) }
        findings += timelock(facts) + safe(facts.safe) + policy(facts)
        return findings.sorted { ($0.severity, $0.rule) < ($1.severity, $1.rule) }
    }

    private static func contract(
        _ contract: GovernanceFacts.ContractFacts, _ facts: GovernanceFacts
    ) -> [HealthFinding] {
        var findings: [HealthFinding] = []
        if contract.owner != facts.timelock.address {
            findings.append(
                HealthFinding(
                    .danger, "owner",
                    "\(contract.name) belongs to \(contract.owner), not to the timelock: it can "
                        + "change the policy at once",
                    mend: contract.pendingOwner == facts.timelock.address
                        ? "the timelock accepts: dstackgov propose \(group(contract)) accept-ownership"
                        : "its owner calls transferOwnership(\(facts.timelock.address))"))
        }
        if !contract.pendingOwner.isZero, contract.owner == facts.timelock.address {
            findings.append(
                HealthFinding(
                    .danger, "pending-owner",
                    "\(contract.name) is offered to \(contract.pendingOwner), who can take it",
                    mend:
                        "dstackgov propose \(group(contract)) transfer-ownership \(facts.timelock.address)"
                ))
        }
        if !contract.isKnownProxy || !contract.isKnownImplementation {
            findings.append(
                HealthFinding(
                    .danger, "code",
                    "\(contract.name) \(contract.address) runs unknown code, at "
                        + "\(contract.implementation)",
                    mend: "compare it with its source; dstackgov propose \(group(contract)) upgrade"
                ))
        }
        return findings
    }

    private static func group(_ contract: GovernanceFacts.ContractFacts) -> String {
        contract.name == "DstackApp" ? "app" : "kms"
    }

    private static func timelock(_ facts: GovernanceFacts) -> [HealthFinding] {
        let timelock = facts.timelock
        var findings: [HealthFinding] = []
        if !timelock.isKnownCode {
            findings.append(
                HealthFinding(
                    .warning, "timelock-code", "the timelock \(timelock.address) runs unknown code",
                    mend: "compare it with its source"))
        }
        if timelock.delay < DeploymentSettings.leastDelay {
            findings.append(
                HealthFinding(
                    .warning, "delay",
                    "the delay is \(SecondsSpan(seconds: timelock.delay)), below a day",
                    mend: "dstackgov propose timelock set-delay 86400"))
        }
        for admin in timelock.admins where admin != timelock.address {
            findings.append(
                HealthFinding(
                    .danger, "admin", "\(admin) can grant every role without delay",
                    mend:
                        "it calls renounceRole, or dstackgov propose timelock revoke-role admin \(admin)"
                ))
        }
        for proposer in timelock.proposers where proposer != facts.safe.address {
            findings.append(
                HealthFinding(
                    .danger, "proposer", "\(proposer) can schedule operations beside the Safe",
                    mend: "dstackgov propose timelock revoke-role proposer \(proposer)"))
        }
        if !timelock.proposers.contains(facts.safe.address) {
            findings.append(
                HealthFinding(
                    .danger, "no-proposer", "the Safe cannot schedule operations",
                    mend: "an account with the role schedules a grant of PROPOSER_ROLE"))
        }
        if timelock.cancellers.isEmpty || timelock.cancellers == [facts.safe.address] {
            findings.append(
                HealthFinding(
                    .warning, "sole-canceller",
                    timelock.cancellers.isEmpty
                        ? "nobody can cancel an operation"
                        : "only the Safe that proposes can cancel",
                    mend: "dstackgov propose timelock grant-role canceller ADDRESS"))
        }
        if timelock.executors.isEmpty {
            findings.append(
                HealthFinding(
                    .danger, "no-executor", "nobody can execute an operation",
                    mend: "dstackgov propose timelock grant-role executor \(Address.zero)"))
        }
        if !timelock.otherRoles.isEmpty {
            let roles = timelock.otherRoles.map(\.hex).joined(separator: ", ")
            findings.append(
                HealthFinding(
                    .warning, "other-role", "roles of unknown meaning are held: \(roles)",
                    mend: "dstackgov propose timelock revoke-role ROLE ADDRESS"))
        }
        for operation in timelock.pending where touches(operation, facts) {
            findings.append(
                HealthFinding(
                    .notice, "pending", "operation \(operation.id) is in the queue",
                    mend: "dstackgov show \(operation.id)"))
        }
        return findings
    }

    private static func touches(_ operation: ScheduledOperation, _ facts: GovernanceFacts) -> Bool {
        let watched = [
            facts.kms.address, facts.app?.address, facts.timelock.address, facts.safe.address,
        ]
        return operation.form == nil
            || watched.compactMap(\.self).contains(where: operation.touches)
    }

    private static func safe(_ safe: GovernanceFacts.SafeFacts) -> [HealthFinding] {
        var findings: [HealthFinding] = []
        func add(
            _ severity: HealthFinding.Severity, _ rule: String, _ sentence: String,
            _ mend: String
        ) {
            findings.append(HealthFinding(severity, rule, sentence, mend: mend))
        }
        if !safe.isKnownProxy || safe.singleton == nil {
            add(
                .danger, "safe-code", "\(safe.address) does not run a known Safe",
                "stop using it; compare its code with Safe's deployments")
        } else if safe.singleton?.version != safe.version {
            add(
                .danger, "safe-version", "the Safe says that it is \(safe.version), and is not",
                "stop using it")
        }
        if DeploymentSettings.isLow(safe.threshold, of: safe.owners.count) {
            add(
                .warning, "threshold",
                "\(safe.threshold) of \(safe.owners.count) owners decide, fewer than two thirds",
                "dstackgov propose owners")
        }
        if safe.threshold == safe.owners.count, safe.owners.count > 1 {
            add(
                .warning, "lost-key", "one lost key locks the Safe for ever: every owner must sign",
                "dstackgov propose owners")
        }
        for module in safe.modules {
            add(
                .danger, "module", "the module \(module) acts for the Safe without signatures",
                "dstackgov propose safe disable-module")
        }
        if !safe.transactionGuard.isZero || !safe.moduleGuard.isZero {
            add(
                .warning, "guard",
                "a guard decides about every transaction: "
                    + "\(safe.transactionGuard.isZero ? safe.moduleGuard : safe.transactionGuard)",
                "read its code; dstackgov propose safe set-guard")
        }
        let handler = SafeDeployment.at(safe.fallbackHandler)?.contract
        if !safe.fallbackHandler.isZero, handler != .fallbackHandler,
            handler != .extensibleFallbackHandler, handler != .tokenCallbackHandler
        {
            add(
                .danger, "fallback-handler",
                "the fallback handler \(safe.fallbackHandler) is none of Safe's: it can answer as "
                    + "the Safe", "dstackgov propose safe set-fallback-handler")
        }
        return findings
    }

    private static func policy(_ facts: GovernanceFacts) -> [HealthFinding] {
        var findings: [HealthFinding] = []
        if facts.gatewayAppID == "any" || facts.gatewayAppID.isEmpty {
            findings.append(
                HealthFinding(
                    .danger, "gateway", "guests trust every gateway",
                    mend: "dstackgov propose kms set-gateway"))
        }
        if !facts.isKnownAppImplementation {
            findings.append(
                HealthFinding(
                    .warning, "app-implementation",
                    "new apps run the unknown code at \(facts.appImplementation)",
                    mend: "dstackgov propose kms set-app-implementation"))
        }
        if facts.allowsAnyDevice {
            findings.append(
                HealthFinding(
                    .warning, "any-device", "the app may run on any device",
                    mend: "dstackgov propose app set-allow-any-device false"))
        }
        return findings
    }
}
