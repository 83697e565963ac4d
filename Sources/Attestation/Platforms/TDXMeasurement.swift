import Cryptography
public import Primitives

/// The registers of a TDX guest from which dstack makes its identity.
public struct TDXMeasurement: Hashable, Sendable {
    /// The guest's memory at its start.
    public let mrtd: PCR
    /// Firmware, kernel and command line, initial ramdisk; then the log of events, replayed.
    public let rtmr: [PCR]
    /// mr_config_id, mr_owner and mr_owner_config of the quote.
    public let configuration: [PCR]

    /// The registers of a quote; nil unless there are four RTMRs and three of the configuration.
    ///
    /// - Parameters:
    ///   - mrtd: MRTD.
    ///   - rtmr: RTMR0 to RTMR3; the last replayed from the log, whole or up to `boot-mr-done`.
    ///   - configuration: mr_config_id, mr_owner, mr_owner_config.
    public init?(mrtd: PCR, rtmr: [PCR], configuration: [PCR]) {
        guard rtmr.count == 4, configuration.count == 3 else { return nil }
        self.mrtd = mrtd
        self.rtmr = rtmr
        self.configuration = configuration
    }

    /// mrSystem: SHA-256 of MRTD, RTMR0 to RTMR2 and the key provider's measurement.
    public func mrSystem(keyProvider: Hash32) -> Hash32 {
        SHA256.hash(
            Bytes.joining([mrtd.bytes] + rtmr.prefix(3).map(\.bytes) + [keyProvider.bytes]))
    }

    /// mrAggregated: SHA-256 of MRTD and all RTMRs, and of the configuration's registers if one of
    /// them is not zero.
    public var mrAggregated: Hash32 {
        let extra = configuration.allSatisfy(\.isZero) ? [] : configuration
        return SHA256.hash(Bytes.joining(([mrtd] + rtmr + extra).map(\.bytes)))
    }

    /// The device id: SHA-256 of the platform's PPID, of the PCK certificate's extension.
    public static func deviceID(ppid: Bytes) -> Hash32 {
        SHA256.hash(ppid)
    }

    /// mr_config_id of version 1: 01, the compose hash, 15 zero bytes.
    public static func configID(composeHash: Hash32) -> PCR? {
        PCR(Bytes.joining([[1], composeHash.bytes, Bytes(repeating: 0, count: 15)]))
    }
}
