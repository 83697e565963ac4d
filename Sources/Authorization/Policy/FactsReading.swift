public import Chain
import Contracts
public import Primitives

/// Which words of storage a decision needs, and what they mean once they are proved.
public enum FactsReading {
    /// The slots of the KMS contract, in the order in which they are asked for.
    public static func kmsSlots(_ request: BootRequest, _ layout: ContractLayout) -> [Hash32] {
        switch layout {
        case .dstack:
            let device = request.deviceID ?? .zero
            return [
                ERC1967Storage.implementation,
                DstackKmsStorage.allowedOsImage(request.osImageHash),
                DstackKmsStorage.kmsAllowedAggregatedMr(request.mrAggregated),
                DstackKmsStorage.kmsAllowedDeviceID(device),
                DstackKmsStorage.registeredApp(request.appID),
            ] + gatewaySlots
        }
    }

    /// The slots of an app, in the order in which they are asked for.
    public static func appSlots(_ request: BootRequest, _ layout: ContractLayout) -> [Hash32] {
        switch layout {
        case .dstack:
            [
                ERC1967Storage.implementation, ERC1967Storage.admin, ERC1967Storage.beacon,
                DstackAppStorage.allowedComposeHash(request.composeHash), DstackAppStorage.flags,
                DstackAppStorage.allowedDeviceID(request.deviceID ?? .zero),
                DstackAppStorage.requireTcbUpToDate,
            ]
        }
    }

    /// The slots of what the KMS contract says of itself: implementation, gateway id, the code of new
    /// apps and the owner.
    public static func overviewSlots(_ layout: ContractLayout) -> [Hash32] {
        switch layout {
        case .dstack:
            [ERC1967Storage.implementation] + gatewaySlots
                + [DstackKmsStorage.appImplementation, OpenZeppelinStorage.owner]
        }
    }

    /// The gateway id's slot and its data: 64 bytes at most.
    private static var gatewaySlots: [Hash32] {
        let gateway = DstackKmsStorage.gatewayAppID
        let data = StorageSlot.dataArea(of: gateway)
        return [gateway, data, StorageSlot.following(data, by: 1)]
    }

    /// The implementation behind a proxy whose code is a known one; nil for other code, another
    /// kind of proxy, or none.
    public static func implementation(
        of proxy: VerifiedAccount, templates: CodeTemplates = .standard
    ) -> Address? {
        guard let account = proxy.account, templates.isProxy(account.codeHash),
            let word = proxy.value(of: ERC1967Storage.implementation)
        else { return nil }
        for slot in [ERC1967Storage.admin, ERC1967Storage.beacon] {
            guard proxy.value(of: slot)?.isZero ?? true else { return nil }
        }
        return Address(word: Hash32(word)).flatMap { $0.isZero ? nil : $0 }
    }

    /// What the proved words of a KMS contract of this layout say; nil when one is missing or malformed.
    public static func kms(
        _ request: BootRequest, _ account: VerifiedAccount, _ layout: ContractLayout
    ) -> PolicyFacts.Kms? {
        let slots = kmsSlots(request, layout)
        guard let image = account.value(of: slots[1]),
            let measurement = account.value(of: slots[2]),
            let device = account.value(of: slots[3]), let registered = account.value(of: slots[4]),
            let gateway = gateway(account, layout)
        else { return nil }
        return PolicyFacts.Kms(
            allowsImage: !image.isZero, allowsMeasurement: !measurement.isZero,
            allowsDevice: !device.isZero, isRegistered: !registered.isZero, gatewayAppID: gateway)
    }

    /// The gateway id in the proved words of the KMS contract: its slot and two data slots, 64 bytes
    /// at most; nil when one is missing or malformed.
    public static func gateway(
        _ account: VerifiedAccount, _ layout: ContractLayout
    ) -> String? {
        let slots =
            switch layout {
            case .dstack: gatewaySlots
            }
        guard let value = account.value(of: slots[0]), let first = account.value(of: slots[1]),
            let second = account.value(of: slots[2])
        else { return nil }
        let word = Hash32(value)
        guard let length = StoredBytes.length(word), length <= 64,
            let bytes = StoredBytes.bytes(
                word: word,
                data: Array(
                    [Hash32(first), Hash32(second)].prefix(length > 31 ? (length + 31) / 32 : 0)))
        else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// What the proved words of an app of this layout say; nil when one is missing or malformed.
    public static func rules(
        _ request: BootRequest, _ account: VerifiedAccount, _ layout: ContractLayout
    ) -> PolicyFacts.Rules? {
        let slots = appSlots(request, layout)
        guard let compose = account.value(of: slots[3]), let word = account.value(of: slots[4]),
            let flags = DstackAppStorage.Flags(word: Hash32(word)),
            let device = account.value(of: slots[5]), let upToDate = account.value(of: slots[6])
        else { return nil }
        return PolicyFacts.Rules(
            allowsCompose: !compose.isZero, allowsAnyDevice: flags.allowAnyDevice,
            allowsDevice: !device.isZero, requiresUpToDate: Hash32(upToDate)[31] != 0)
    }
}
