import Cryptography
public import Primitives

/// The registers, of the SHA-256 bank, of a TDX guest on Google Cloud.
public struct GCPMeasurement: Hashable, Sendable {
    /// The firmware.
    public let pcr0: Hash32
    /// The boot loader and the image.
    public let pcr2: Hash32
    /// The log of events, replayed.
    public let pcr14: Hash32

    /// The registers of a vTPM's quote.
    public init(pcr0: Hash32, pcr2: Hash32, pcr14: Hash32) {
        self.pcr0 = pcr0
        self.pcr2 = pcr2
        self.pcr14 = pcr14
    }

    /// mrSystem: SHA-256 of the OS image's hash and the key provider's measurement.
    public static func mrSystem(osImageHash: Hash32, keyProvider: Hash32) -> Hash32 {
        SHA256.hash(osImageHash.bytes + keyProvider.bytes)
    }

    /// mrAggregated: SHA-256 of the three registers.
    public var mrAggregated: Hash32 {
        SHA256.hash(Bytes.joining([pcr0.bytes, pcr2.bytes, pcr14.bytes]))
    }
}
