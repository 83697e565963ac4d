public import Primitives

extension Bool: ABIWord {
    /// `bool`: 0 or 1.
    @inlinable
    public var abiWord: Hash32 { ABILimbs(0, 0, 0, self ? 1 : 0).word }

    /// The value of a word that is 0 or 1.
    @inlinable
    public init(abiWord: Hash32, at offset: Int) throws(ABIError) {
        guard let low = ABILimbs(abiWord).low, low <= 1 else { throw ABIError(.bool, at: offset) }
        self = low == 1
    }
}

extension UInt8: ABIWord {
    /// `uint8`.
    @inlinable
    public var abiWord: Hash32 { ABILimbs(0, 0, 0, UInt64(self)).word }

    /// The value of a word below 2^8.
    @inlinable
    public init(abiWord: Hash32, at offset: Int) throws(ABIError) {
        guard let low = ABILimbs(abiWord).low, let value = UInt8(exactly: low) else {
            throw ABIError(.range, at: offset)
        }
        self = value
    }
}

extension UInt64: ABIWord {
    /// `uint64`.
    @inlinable
    public var abiWord: Hash32 { ABILimbs(0, 0, 0, self).word }

    /// The value of a word below 2^64.
    @inlinable
    public init(abiWord: Hash32, at offset: Int) throws(ABIError) {
        guard let low = ABILimbs(abiWord).low else { throw ABIError(.range, at: offset) }
        self = low
    }
}

extension Hash32: ABIWord {
    /// `bytes32`.
    @inlinable
    public var abiWord: Hash32 { self }

    /// Any word.
    @inlinable
    public init(abiWord: Hash32, at offset: Int) throws(ABIError) { self = abiWord }
}

extension Address: ABIWord {
    /// `address`: twelve zeros and the bytes.
    @inlinable
    public var abiWord: Hash32 { word }

    /// The value of a word below 2^160.
    @inlinable
    public init(abiWord: Hash32, at offset: Int) throws(ABIError) {
        guard let address = Address(word: abiWord) else { throw ABIError(.address, at: offset) }
        self = address
    }
}

extension FunctionSelector: ABIWord {
    /// `bytes4`: the four bytes and 28 zeros.
    @inlinable
    public var abiWord: Hash32 { ABILimbs(UInt64(value) << 32, 0, 0, 0).word }

    /// The first four bytes of a word whose others are zero.
    @inlinable
    public init(abiWord: Hash32, at offset: Int) throws(ABIError) {
        let limbs = ABILimbs(abiWord)
        guard limbs.trailingZeroBitCount >= 224 else {
            throw ABIError(.bytesPadding, at: offset)
        }
        self.init(UInt32(truncatingIfNeeded: limbs.first >> 32))
    }
}
