import Codec
import Contracts

/// The owner's functions of DstackApp, and those that both contracts inherit.

extension DstackApp.AddComposeHash: ProposableCall {
    static var name: String { "add-compose-hash" }
    static var abstract: String { "Allow a compose hash: of a Nitro enclave, its OS image hash." }
}

extension DstackApp.RemoveComposeHash: ProposableCall {
    static var name: String { "remove-compose-hash" }
    static var abstract: String { "Revoke a compose hash; what runs already goes on." }
}

extension DstackApp.AddDevice: ProposableCall {
    static var name: String { "add-device" }
    static var abstract: String { "Allow the app on a device." }
}

extension DstackApp.RemoveDevice: ProposableCall {
    static var name: String { "remove-device" }
    static var abstract: String { "Revoke a device of the app." }
}

extension DstackApp.SetAllowAnyDevice: ProposableCall {
    static var name: String { "set-allow-any-device" }
    static var abstract: String { "Let every device boot the app, or the allowed ones only." }
}

extension DstackApp.SetRequireTcbUpToDate: ProposableCall {
    static var name: String { "set-require-tcb" }
    static var abstract: String { "Demand a TCB that is up to date; no Nitro enclave has one." }
}

extension DstackApp.DisableUpgrades: ProposableCall {
    static var name: String { "disable-upgrades" }
    static var abstract: String { "Make the app's code final, for ever." }
}

extension Ownable.TransferOwnership: ProposableCall {
    static var name: String { "transfer-ownership" }
    static var abstract: String {
        "Offer the ownership to somebody; the zero address takes an offer back."
    }
}

extension Ownable.AcceptOwnership: ProposableCall {
    static var name: String { "accept-ownership" }
    static var abstract: String { "Accept the ownership that was offered to the timelock." }
}

extension Ownable.RenounceOwnership: ProposableCall {
    static var name: String { "renounce-ownership" }
    static var abstract: String { "Leave the contract without an owner, for ever." }
}
