import Cryptography
public import Primitives

/// What a SEV-SNP report measures.
public struct SNPMeasurement: Hashable, Sendable {
    /// MEASUREMENT: the guest's memory at its launch.
    public let launch: PCR
    /// HOST_DATA: the hash of the configuration's document.
    public let hostData: Hash32

    /// The two values of a report.
    public init(launch: PCR, hostData: Hash32) {
        self.launch = launch
        self.hostData = hostData
    }

    /// mrSystem: SHA-256 of MEASUREMENT.
    public var mrSystem: Hash32 { SHA256.hash(launch.bytes) }

    /// mrAggregated: SHA-256 of MEASUREMENT and HOST_DATA.
    public var mrAggregated: Hash32 { SHA256.hash(launch.bytes + hostData.bytes) }

    /// HOST_DATA that binds a configuration's document (dstack, `MrConfigV3`).
    public static func hostData(document: Bytes) -> Hash32 {
        SHA256.hash(Bytes.joining([Bytes(utf8: "dstack-mr-config-v3:"), [0], document]))
    }

    /// The device id of verifiers: SHA-256 of the chip's id. A KMS asks with the chip's 64 bytes
    /// themselves, which the contracts cannot hold.
    public static func deviceID(chipID: Bytes) -> Hash32 { SHA256.hash(chipID) }
}
