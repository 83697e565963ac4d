public import Primitives

/// EIP-712: hashing and signing of typed structured data.
public enum EIP712 {
    /// The hash of words behind each other: of a struct, its type's hash and its encoded members.
    @inlinable
    public static func hash<let count: Int>(_ words: InlineArray<count, Hash32>) -> Hash32 {
        unsafe withUnsafeBytes(of: words) { raw in unsafe Keccak256.hash(raw) }
    }

    /// What is signed: the hash of 0x19 0x01, the domain's hash and the message's.
    public static func digest(domainSeparator: Hash32, structHash: Hash32) -> Hash32 {
        let preimage = unsafe Bytes(count: 66) { target in
            unsafe target[0] = 0x19
            unsafe target[1] = 0x01
            unsafe domainSeparator.withUnsafeBytes { source in
                unsafe UnsafeMutableRawBufferPointer(rebasing: target[2..<34])
                    .copyMemory(from: source)
            }
            unsafe structHash.withUnsafeBytes { source in
                unsafe UnsafeMutableRawBufferPointer(rebasing: target[34...])
                    .copyMemory(from: source)
            }
        }
        return Keccak256.hash(preimage)
    }
}
