public import Primitives

/// Who a boot is: the eleven members of the question that a dstack KMS asks its authorization
/// webhook, each with how it is known.
///
/// Widths are the platform's, not the contracts': an instance id may be empty, and SEV-SNP's device
/// id has 64 bytes.
public struct MeasuredIdentity: Hashable, Sendable {
    /// `teeVariant`.
    public let platform: Platform
    /// All measurements together.
    public let mrAggregated: Known<Hash32>
    /// The OS image; empty where nobody says it.
    public let osImageHash: Known<Bytes>
    /// The system's measurements, without the app's.
    public let mrSystem: Known<Hash32>
    /// The app, 20 bytes.
    public let appID: Known<Bytes>
    /// SHA-256 of app-compose.json; on Nitro enclaves the image's hash again.
    public let composeHash: Known<Bytes>
    /// The instance, 20 bytes, or empty.
    public let instanceID: Known<Bytes>
    /// The machine, 32 bytes; 64 on SEV-SNP.
    public let deviceID: Known<Bytes>
    /// Who provides the disk's keys: the UTF-8 text of a JSON document, or empty.
    public let keyProviderInfo: Known<Bytes>
    /// The vendor's word on the platform's patches; empty where it has none.
    public let tcbStatus: Known<String>
    /// The vendor's advisories that apply.
    public let advisoryIDs: Known<[String]>
}
