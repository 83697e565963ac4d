import Cryptography
public import Primitives

/// What the hypervisor measures of an enclave image, and what dstack makes of it.
///
/// For an honest enclave the hash of the three registers is its OS image hash, its compose hash,
/// its mrSystem and its mrAggregated, so it is registered twice: `DstackKms.addOsImageHash` and
/// `DstackApp.addComposeHash`.
public struct NitroMeasurement: Hashable, Sendable {
    /// Kernel, command line and all ramdisks.
    public let pcr0: PCR
    /// Kernel, command line and the first ramdisk.
    public let pcr1: PCR
    /// All ramdisks but the first: the application.
    public let pcr2: PCR

    /// The measurement of these registers.
    public init(pcr0: PCR, pcr1: PCR, pcr2: PCR) {
        self.pcr0 = pcr0
        self.pcr1 = pcr1
        self.pcr2 = pcr2
    }

    /// The registers in order.
    public var registers: [PCR] { [pcr0, pcr1, pcr2] }

    /// OS_IMAGE_HASH: SHA-256 over the 144 raw bytes PCR0 ‖ PCR1 ‖ PCR2, not over their hex text.
    public var osImageHash: Hash32 {
        SHA256.hash(Bytes.joining(registers.map(\.bytes)))
    }

    /// Why this measurement must not be registered; nil when nothing is against it.
    public var refusal: Refusal? {
        if registers.allSatisfy(\.isZero) { return .debug }
        if let index = registers.firstIndex(where: \.isZero) { return .zeroRegister(index) }
        return nil
    }

    /// What is against a measurement.
    public enum Refusal: Error, Equatable, Sendable {
        /// All three are zero: any enclave in debug mode, whose memory its host can read, has this
        /// measurement.
        case debug
        /// One register is zero, which no image gives.
        case zeroRegister(Int)
    }
}

extension NitroMeasurement.Refusal: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .debug:
            "PCR0, PCR1 and PCR2 are zero: every enclave in debug mode has this measurement"
        case .zeroRegister(let index): "PCR\(index) is zero, which no image gives"
        }
    }
}
