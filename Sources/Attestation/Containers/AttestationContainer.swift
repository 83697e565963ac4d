public import Primitives

/// A dstack attestation as it travels, in a file or in the certificate of RA-TLS: the platform's
/// evidence and what the guest says beside it (dstack-attest, `VersionedAttestation`).
///
/// Nothing of it is verified.
public struct AttestationContainer: Hashable, Sendable {
    /// The forms.
    public enum Format: String, Hashable, Sendable {
        /// SCALE.
        case v0 = "V0"
        /// MessagePack.
        case v1 = "V1"
        /// The JSON that a guest's agent answers when it is asked for a TDX quote.
        case quoteReport = "quote report"
        /// A quote and an event log, the extensions of certificates of before there were containers.
        case quoteAndLog = "quote and event log"
    }

    /// The form it came in.
    public let format: Format
    /// What the platform signed.
    public let evidence: PlatformEvidence
    /// The 64 bytes that the guest says it had signed.
    public let reportData: Bytes
    /// The events that the guest measured.
    public let log: EventLog
    /// The guest's configuration, a JSON text; it may be empty.
    public let configuration: String
    /// In pods: what the report data are the hash of.
    public let reportDataPayload: String?

    /// The most bytes that are read. dstack reads 10 MiB; honest containers have some 10 KiB.
    public static let mostBytes = 1 << 20

    /// The container that `bytes` holds.
    ///
    /// - Throws: ``ContainerError`` with the first fault.
    public init(parsing bytes: Bytes) throws(ContainerError) {
        guard let first = bytes.first else { throw .empty }
        guard bytes.count <= AttestationContainer.mostBytes else { throw .size(bytes.count) }
        switch first {
        case 0x00:
            if let kind = AttestationContainer.unsupported(bytes) { throw .unsupported(kind) }
            do throws(SCALEError) {
                self = try AttestationContainer(scale: bytes)
            } catch {
                throw .scale(error)
            }
        case 0x80...0x8f, 0xde, 0xdf: self = try AttestationContainer(messagePack: bytes)
        default: throw .firstByte(first)
        }
    }

    /// The platform of a V0 container that carries the quote of a TPM, which is not read here.
    private static func unsupported(_ bytes: Bytes) -> String? {
        guard bytes.count > 1 else { return nil }
        return switch bytes[1] {
        case 1: "gcp-tdx"
        case 4: "aws-nitro-tpm"
        default: nil
        }
    }

    init(
        format: Format, evidence: PlatformEvidence, reportData: Bytes, log: EventLog,
        configuration: String, reportDataPayload: String? = nil
    ) {
        self.format = format
        self.evidence = evidence
        self.reportData = reportData.copied()
        self.log = log
        self.configuration = configuration
        self.reportDataPayload = reportDataPayload
    }
}
