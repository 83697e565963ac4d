public import Primitives

/// What is in an Enclave Image File and what the hypervisor measures of it.
public struct EIFImage: Sendable {
    /// The first four bytes of every image.
    public static let magic: Bytes = [0x2e, 0x65, 0x69, 0x66]

    /// The processor that the kernel is for.
    public enum Architecture: String, Hashable, Sendable {
        /// Flag 0 of the header clear.
        case x86 = "x86_64"
        /// Flag 0 of the header set.
        case arm = "aarch64"
    }

    /// The format's version.
    public let version: Int
    /// The processor.
    public let architecture: Architecture
    /// The sections in order.
    public let sections: [EIFSection]
    /// The bytes of the kernel's command line.
    public let commandLine: Bytes
    /// PCR0, PCR1 and PCR2.
    public let measurement: NitroMeasurement
    /// Who signed it; nil for an image that is not signed.
    public let signature: EIFSignature?
    /// What its builder says; nil in files before version 4.
    public let metadata: EIFMetadata?
    /// Sentences about what is odd, but changes no register.
    public let remarks: [String]

    /// PCR8, the hash of the signer's certificate; nil for an image that is not signed.
    public var pcr8: PCR? { signature?.pcr8 }
}
