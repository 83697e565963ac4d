import Codec

/// DstackKms: the registry that decides which KMS gets the root keys and which apps get theirs.
public enum DstackKms {
    /// Its own functions, events and errors as declarations.
    public static let declarations: [String] =
        [
            Initialize.id.declaration,
            SetKmsInfo.id.declaration,
            SetKmsQuote.id.declaration,
            SetKmsEventlog.id.declaration,
            GetKmsInfo.id.declaration,
            SetGatewayAppId.id.declaration,
            GetGatewayAppId.id.declaration,
            RegisterApp.id.declaration,
            RegisteredApps.id.declaration,
            SetAppImplementation.id.declaration,
            GetAppImplementation.id.declaration,
            DeployAndRegisterApp.id.declaration,
            DeployAndRegisterAppWithoutTCB.id.declaration,
            AddKmsAggregatedMr.id.declaration,
            RemoveKmsAggregatedMr.id.declaration,
            KmsAllowedAggregatedMrs.id.declaration,
            AddKmsDevice.id.declaration,
            RemoveKmsDevice.id.declaration,
            KmsAllowedDeviceIds.id.declaration,
            AddOsImageHash.id.declaration,
            RemoveOsImageHash.id.declaration,
            AllowedOsImages.id.declaration,
            IsKmsAllowed.id.declaration,
        ]
        + [
            AppRegistered.id,
            AppDeployedViaFactory.id,
            AppImplementationSet.id,
            KmsInfoSet.id,
            GatewayAppIdSet.id,
            KmsAggregatedMrAdded.id,
            KmsAggregatedMrRemoved.id,
            KmsDeviceAdded.id,
            KmsDeviceRemoved.id,
            OsImageHashAdded.id,
            OsImageHashRemoved.id,
        ].flatMap(\.declarations)
}
