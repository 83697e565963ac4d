import Codec
import Contracts

/// What a timelock does to itself, and a Safe to itself.

extension AccessControl.GrantRole: ProposableCall {
    static var name: String { "grant-role" }
    static var abstract: String {
        "Give a role: proposer, executor, canceller or admin, or its 32 bytes."
    }
}

extension AccessControl.RevokeRole: ProposableCall {
    static var name: String { "revoke-role" }
    static var abstract: String { "Take a role from an account." }
}

extension TimelockController.UpdateDelay: ProposableCall {
    static var name: String { "set-delay" }
    static var abstract: String { "Let later operations wait so many seconds." }
}

extension Safe.EnableModule: ProposableCall {
    static var name: String { "enable-module" }
    static var abstract: String { "Let a module act as the Safe without signatures." }
}

extension Safe.DisableModule: ProposableCall {
    static var name: String { "disable-module" }
    static var abstract: String { "Take its power from a module: the one before it, and it." }
}

extension Safe.SetGuard: ProposableCall {
    static var name: String { "set-guard" }
    static var abstract: String { "Let a guard decide over each transaction." }
}

extension Safe.SetFallbackHandler: ProposableCall {
    static var name: String { "set-fallback-handler" }
    static var abstract: String { "Let another contract answer for the Safe." }
}
