import Codec

/// DstackApp: the rules of one app, as its owner set them.
public enum DstackApp {
    /// Its own functions, events and errors as declarations.
    public static let declarations: [String] =
        [
            Initialize.id.declaration,
            InitializeWithoutTCB.id.declaration,
            AddComposeHash.id.declaration,
            RemoveComposeHash.id.declaration,
            AllowedComposeHashes.id.declaration,
            AddDevice.id.declaration,
            RemoveDevice.id.declaration,
            AllowedDeviceIds.id.declaration,
            SetAllowAnyDevice.id.declaration,
            GetAllowAnyDevice.id.declaration,
            SetRequireTcbUpToDate.id.declaration,
            GetRequireTcbUpToDate.id.declaration,
            DisableUpgrades.id.declaration,
            Version.id.declaration,
        ]
        + [
            ComposeHashAdded.id,
            ComposeHashRemoved.id,
            DeviceAdded.id,
            DeviceRemoved.id,
            UpgradesDisabled.id,
            AllowAnyDeviceSet.id,
            RequireTcbUpToDateSet.id,
        ].flatMap(\.declarations)
}
