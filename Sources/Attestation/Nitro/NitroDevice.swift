import Cryptography
public import Primitives

/// The device id that dstack's KMS gives the parent instance of an enclave.
public enum NitroDevice {
    /// The register that names the parent instance: SHA-384 of 48 zero bytes and the id's text.
    public static func pcr4(instanceID: String) -> PCR {
        PCR.zero.extended(by: Bytes(utf8: instanceID))
    }

    /// The device id: SHA-256 of PCR4 (dstack since its change 1302). It can be computed before the
    /// instance runs an enclave.
    public static func id(pcr4: PCR) -> Hash32 {
        SHA256.hash(pcr4.bytes)
    }

    /// What releases before change 1302 give for every enclave anywhere: SHA-256 of the letter `i`.
    public static let legacyID = SHA256.hash(utf8: "i")
}
