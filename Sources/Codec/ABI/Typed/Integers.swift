public import Primitives

extension UInt256: ABIWord {
    /// `uint256`.
    @inlinable
    public var abiWord: Hash32 { Hash32(self) }

    /// Any word.
    @inlinable
    public init(abiWord: Hash32, at offset: Int) throws(ABIError) { self.init(abiWord) }
}

extension Int256: ABIWord {
    /// `int256`, in two's complement.
    @inlinable
    public var abiWord: Hash32 { Hash32(bitPattern) }

    /// Any word.
    @inlinable
    public init(abiWord: Hash32, at offset: Int) throws(ABIError) {
        self.init(bitPattern: UInt256(abiWord))
    }
}

extension Wei: ABIWord {
    /// `uint256`.
    @inlinable
    public var abiWord: Hash32 { Hash32(number) }

    /// Any word.
    @inlinable
    public init(abiWord: Hash32, at offset: Int) throws(ABIError) {
        self.init(UInt256(abiWord))
    }
}

extension ChainID: ABIWord {
    /// `uint256`.
    @inlinable
    public var abiWord: Hash32 { Hash32(number) }

    /// Any word.
    @inlinable
    public init(abiWord: Hash32, at offset: Int) throws(ABIError) {
        self.init(UInt256(abiWord))
    }
}
