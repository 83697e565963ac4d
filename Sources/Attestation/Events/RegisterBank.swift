import Cryptography
public import Primitives

/// The hash of a register: what it extends with, and how wide it is.
public enum RegisterBank: String, Hashable, Sendable, CaseIterable {
    /// 32 bytes: PCR14 of a vTPM on Google Cloud.
    case sha256
    /// 48 bytes: RTMR3 of TDX, PCR14 of a NitroTPM.
    case sha384

    /// The width of a register in bytes.
    public var byteCount: Int {
        switch self {
        case .sha256: SHA256.byteCount
        case .sha384: SHA384.byteCount
        }
    }

    /// The hash of some bytes.
    public func digest(of bytes: Bytes) -> Bytes {
        switch self {
        case .sha256: SHA256.hash(bytes).bytes
        case .sha384: SHA384.hash(bytes)
        }
    }

    /// The register that a list of digests leaves: each time the hash of the register and the digest,
    /// from zeros on.
    public func replay(_ digests: [Bytes]) -> Bytes {
        digests.reduce(Bytes(repeating: 0, count: byteCount)) { register, digest in
            self.digest(of: register + digest)
        }
    }
}
