/// The platforms whose evidence dstack accepts, by the names that its KMS sends as `teeVariant`
/// (dstack-kms, `PolicyBootInfo`).
public enum Platform: String, Hashable, Sendable, CaseIterable {
    /// Intel TDX, on a host of one's own.
    case tdx = "dstack-tdx"
    /// Intel TDX with a vTPM, on Google Cloud.
    case gcpTDX = "dstack-gcp-tdx"
    /// An AWS Nitro Enclave.
    case nitroEnclave = "dstack-nitro-enclave"
    /// AMD SEV-SNP.
    case snp = "dstack-amd-sev-snp"
    /// An AWS instance with a NitroTPM.
    case nitroTPM = "dstack-aws-nitro-tpm"
}
