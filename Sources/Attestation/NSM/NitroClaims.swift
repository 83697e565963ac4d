public import Primitives

/// What a Nitro guest says about itself beside its document. No register covers any of it.
public struct NitroClaims: Hashable, Sendable {
    /// The image's hash of the guest's configuration; nil when it gives none.
    public var osImageHash: Bytes?
    /// The app, of the event `app-id`; nil without one.
    public var appID: Bytes?
    /// The instance, of the event `instance-id`; nil without one.
    public var instanceID: Bytes?
    /// The key provider, of the event `key-provider`; nil without one.
    public var keyProviderInfo: Bytes?

    /// Claims; all may be missing, as they are beside a bare document.
    public init(
        osImageHash: Bytes? = nil, appID: Bytes? = nil, instanceID: Bytes? = nil,
        keyProviderInfo: Bytes? = nil
    ) {
        self.osImageHash = osImageHash
        self.appID = appID
        self.instanceID = instanceID
        self.keyProviderInfo = keyProviderInfo
    }
}
