extension UInt256 {
    /// The 32 big-endian bytes in memory at `source`, which the caller has measured; any alignment.
    @inlinable
    public init(unsafeLoadingBigEndian source: UnsafeRawPointer) {
        unsafe self.init(
            limbs: UInt64(bigEndian: source.loadUnaligned(fromByteOffset: 24, as: UInt64.self)),
            UInt64(bigEndian: source.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
            UInt64(bigEndian: source.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            UInt64(bigEndian: source.loadUnaligned(as: UInt64.self)))
    }

    /// Writes the 32 big-endian bytes to memory at `target`, which has room for them; any alignment.
    @inlinable
    public func unsafeStoreBigEndian(to target: UnsafeMutableRawPointer) {
        unsafe target.storeBytes(of: limb3.bigEndian, as: UInt64.self)
        unsafe target.storeBytes(of: limb2.bigEndian, toByteOffset: 8, as: UInt64.self)
        unsafe target.storeBytes(of: limb1.bigEndian, toByteOffset: 16, as: UInt64.self)
        unsafe target.storeBytes(of: limb0.bigEndian, toByteOffset: 24, as: UInt64.self)
    }

    /// The number that up to 32 big-endian bytes write; nil when there are more. No bytes are 0.
    @inlinable
    public init?(bigEndian bytes: UnsafeRawBufferPointer) {
        guard bytes.count <= UInt256.byteCount else { return nil }
        self = .zero
        for index in 0..<bytes.count {
            self = unsafe self.shiftedLeft(by: 8) | UInt256(UInt64(bytes[index]))
        }
    }

    /// The number that up to 32 big-endian bytes write; nil when there are more. No bytes are 0.
    public init?(bigEndian bytes: Bytes) {
        let value = unsafe bytes.withUnsafeBytes { raw in unsafe UInt256(bigEndian: raw) }
        guard let value else { return nil }
        self = value
    }

    /// The number whose 32 big-endian bytes are the hash, the word of Solidity's `uint256(bytes32)`.
    @inlinable
    public init(_ word: Hash32) {
        self.init(
            limbs: UInt64(bigEndian: word.word3), UInt64(bigEndian: word.word2),
            UInt64(bigEndian: word.word1), UInt64(bigEndian: word.word0))
    }

    /// The bytes that the value needs in big-endian order without leading zeros; 0 for 0.
    @inlinable
    public var byteLength: Int { (bitLength + 7) >> 3 }

    /// The big-endian bytes without leading zeros, as RLP writes integers; empty for 0.
    public var minimalBytes: Bytes {
        let skipped = UInt256.byteCount - byteLength
        return unsafe Hash32(self).withUnsafeBytes { raw in
            unsafe Bytes(copying: UnsafeRawBufferPointer(rebasing: raw[skipped...]))
        }
    }
}

extension Hash32 {
    /// The 32 big-endian bytes of the number, Solidity's `bytes32(uint256)`.
    @inlinable
    public init(_ value: UInt256) {
        self.init()
        word0 = value.limb3.bigEndian
        word1 = value.limb2.bigEndian
        word2 = value.limb1.bigEndian
        word3 = value.limb0.bigEndian
    }
}
