import Codec
import Contracts
public import Primitives

/// What one call changes, as a sentence.
public struct Effect: Hashable, Sendable {
    /// The contract that is called.
    public let target: Address
    /// The call in words: function and arguments.
    public let call: String
    /// What it changes; the call again where no sentence is known.
    public let sentence: String

    /// The effect of `call`.
    public init(_ call: TimelockOperation.Call) {
        let meaning = CallMeaning(call)
        target = call.target
        self.call = meaning.description
        sentence = meaning.decoded.flatMap(Effect.sentence) ?? meaning.description
    }

    /// The sentences for the owner's functions of DstackKms and DstackApp.
    private static func sentence(for call: DecodedCall) -> String? {
        let value = call.arguments.first.map(\.description) ?? ""
        switch call.function.name {
        case "addOsImageHash": return "allow the OS image \(value)"
        case "removeOsImageHash": return "revoke the OS image \(value)"
        case "addKmsAggregatedMr": return "allow the KMS measurement \(value)"
        case "removeKmsAggregatedMr": return "revoke the KMS measurement \(value)"
        case "addKmsDevice": return "allow the KMS on the device \(value)"
        case "removeKmsDevice": return "revoke the KMS's device \(value)"
        case "addComposeHash": return "allow the app's compose hash \(value)"
        case "removeComposeHash": return "revoke the app's compose hash \(value)"
        case "addDevice": return "allow the app on the device \(value)"
        case "removeDevice": return "revoke the app's device \(value)"
        case "setAllowAnyDevice": return "let the app run on any device: \(value)"
        case "setRequireTcbUpToDate": return "demand TCB status UpToDate: \(value)"
        case "disableUpgrades": return "make the app's code final, for ever"
        case "transferOwnership": return "offer the ownership to \(value)"
        case "acceptOwnership": return "accept the ownership that was offered"
        case "renounceOwnership": return "give the ownership up, for ever"
        case "upgradeToAndCall": return "replace the code by the one at \(value)"
        default: return nil
        }
    }
}
