/// One section of an image, with a header of 12 bytes before its content.
public struct EIFSection: Hashable, Sendable {
    /// What a section holds, by the names that messages use.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The kernel; measured in PCR0 and PCR1.
        case kernel
        /// The kernel's command line; measured in PCR0 and PCR1.
        case commandLine = "command line"
        /// A ramdisk; the first is measured in PCR0 and PCR1, the others in PCR0 and PCR2.
        case ramdisk
        /// The signer's certificate and signature; the certificate is measured in PCR8.
        case signature
        /// What the builder says; not measured.
        case metadata

        /// The kind that a section's header names.
        init?(type: UInt16) {
            switch type {
            case 1: self = .kernel
            case 2: self = .commandLine
            case 3: self = .ramdisk
            case 4: self = .signature
            case 5: self = .metadata
            default: return nil
            }
        }

        /// The most bytes of a kind that is kept in memory; nil for those that are only hashed.
        var largest: UInt64? {
            switch self {
            case .kernel, .ramdisk: nil
            case .commandLine: 65_536
            case .signature: 65_536
            case .metadata: 1 << 20
            }
        }
    }

    /// What it holds.
    public let kind: Kind
    /// Where its header begins, in bytes from the file's beginning.
    public let offset: UInt64
    /// The bytes of its content.
    public let size: UInt64
    /// Its flags, of which none is known.
    public let flags: UInt16
}
