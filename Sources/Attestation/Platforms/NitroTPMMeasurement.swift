import Cryptography
public import Primitives

/// The registers, of the SHA-384 bank, of an AWS instance with a NitroTPM.
public struct NitroTPMMeasurement: Hashable, Sendable {
    /// The boot manager and the kernel.
    public let pcr4: PCR
    /// Secure boot.
    public let pcr7: PCR
    /// The kernel's command line.
    public let pcr12: PCR
    /// The log of events, replayed.
    public let pcr14: PCR

    /// The registers of a NitroTPM document.
    public init(pcr4: PCR, pcr7: PCR, pcr12: PCR, pcr14: PCR) {
        self.pcr4 = pcr4
        self.pcr7 = pcr7
        self.pcr12 = pcr12
        self.pcr14 = pcr14
    }

    private var boot: [Bytes] { [pcr4.bytes, pcr7.bytes, pcr12.bytes] }

    /// What an image's `measurement.aws.cbor` lists: SHA-256 of PCR4, PCR7 and PCR12.
    public var bootDigest: Hash32 { SHA256.hash(Bytes.joining(boot)) }

    /// mrSystem: SHA-256 of PCR4, PCR7, PCR12 and the key provider's measurement.
    public func mrSystem(keyProvider: Hash32) -> Hash32 {
        SHA256.hash(Bytes.joining(boot + [keyProvider.bytes]))
    }

    /// mrAggregated: SHA-256 of PCR4, PCR7, PCR12 and PCR14.
    public var mrAggregated: Hash32 { SHA256.hash(Bytes.joining(boot + [pcr14.bytes])) }

    /// The device id: SHA-256 of the module's id.
    public static func deviceID(moduleID: String) -> Hash32 { SHA256.hash(utf8: moduleID) }
}
