import Contracts
import Primitives

/// Compares a governance with what it was to be deployed as.
public enum DeploymentCheck {
    /// One sentence about the chain, and whether it is true.
    public struct Check: Hashable, Sendable {
        /// The sentence.
        public let sentence: String
        /// Whether the chain says so.
        public let holds: Bool

        /// A check that was made.
        public init(sentence: String, holds: Bool) {
            self.sentence = sentence
            self.holds = holds
        }
    }

    /// All checks of who can change what.
    ///
    /// - Parameters:
    ///   - facts: What the chain says.
    ///   - settings: What it was to be.
    /// - Returns: The checks, those that fail included.
    public static func checks(
        _ facts: GovernanceFacts, against settings: DeploymentSettings
    ) -> [Check] {
        let safe = facts.safe
        let timelock = facts.timelock
        var checks: [Check] = []
        func check(_ sentence: String, _ holds: Bool) {
            checks.append(Check(sentence: sentence, holds: holds))
        }
        check("the Safe is a proxy of a known factory", safe.isKnownProxy)
        check(
            "the Safe runs Safe \(safe.version)",
            safe.singleton != nil && safe.singleton?.version == safe.version)
        check("the Safe has exactly its owners", safe.owners == settings.owners)
        check(
            "the Safe needs \(settings.threshold) signatures", safe.threshold == settings.threshold)
        check("the Safe has no module", safe.modules.isEmpty)
        check("the Safe has no guard", safe.transactionGuard.isZero && safe.moduleGuard.isZero)
        check(
            "the Safe has the canonical fallback handler",
            SafeDeployment.at(safe.fallbackHandler)?.contract == .fallbackHandler)
        check("the timelock's code is its artifact", timelock.isKnownCode)
        check("the timelock's delay is \(settings.delay) s", timelock.delay == settings.delay)
        check("only the Safe may propose", timelock.proposers == [safe.address])
        check(
            "only the Safe and the named accounts may cancel",
            timelock.cancellers == ([safe.address] + settings.cancellers).sorted())
        check("anyone may execute", timelock.executors == [.zero])
        check(
            "only the timelock itself administers its roles", timelock.admins == [timelock.address])
        check("the timelock has no other role", timelock.otherRoles.isEmpty)
        for contract in [facts.kms, facts.app].compactMap(\.self) {
            let name = contract.name
            check("\(name) is an ERC1967Proxy", contract.isKnownProxy)
            check("\(name)'s code is its artifact", contract.isKnownImplementation)
            check("\(name) belongs to the timelock", contract.owner == timelock.address)
            check("\(name) is offered to nobody", contract.pendingOwner.isZero)
        }
        check("DstackKms deploys apps with the known code", facts.isKnownAppImplementation)
        check("the gateway app id is set", facts.gatewayAppID == settings.gatewayAppID)
        check("the app does not allow any device", !facts.allowsAnyDevice)
        return checks
    }
}
