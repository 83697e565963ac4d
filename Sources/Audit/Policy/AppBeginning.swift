import Chain
import Codec
import Contracts
public import Primitives

/// The switches with which the factory set up an app: no event tells them, the calldata of the
/// transaction does, where it called the factory itself.
public struct AppBeginning: Hashable, Sendable {
    /// Whether the app's code can never change.
    public let upgradesDisabled: Bool
    /// Whether only machines whose TCB is up to date may boot it.
    public let requiresUpToDate: Bool
    /// Whether every device may boot it.
    public let allowsAnyDevice: Bool

    /// The switches of an app.
    ///
    /// - Parameters:
    ///   - app: The app.
    ///   - events: The events of the transaction that may have made it.
    ///   - kms: The factory.
    /// - Returns: Nil where the transaction did not make the app, or called something else.
    public static func of(
        _ app: Address, in events: ArraySlice<HistoryEvent>, kms: Address
    ) -> AppBeginning? {
        let isMade = events.contains { event in
            guard event.log.address == kms else { return false }
            let made = try? DstackKms.AppDeployedViaFactory(
                topics: event.log.topics, data: event.log.data)
            return made?.appId == app
        }
        guard isMade, let event = events.first, event.target == kms else { return nil }
        if let call = try? DstackKms.DeployAndRegisterApp(calldata: event.calldata) {
            return AppBeginning(
                upgradesDisabled: call.disableUpgrades, requiresUpToDate: call.requireTcbUpToDate,
                allowsAnyDevice: call.allowAnyDevice)
        }
        guard let call = try? DstackKms.DeployAndRegisterAppWithoutTCB(calldata: event.calldata)
        else { return nil }
        return AppBeginning(
            upgradesDisabled: call.disableUpgrades, requiresUpToDate: false,
            allowsAnyDevice: call.allowAnyDevice)
    }
}
