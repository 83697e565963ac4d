extension Int256 {
    /// The value times 2 to the `distance`, modulo 2²⁵⁶, as the EVM's SHL.
    @inlinable
    public static func << (value: Int256, distance: UInt256) -> Int256 {
        Int256(bitPattern: value.bitPattern << distance)
    }

    /// The value divided by 2 to the `distance`, rounded down, as the EVM's SAR: 0 or −1 from 256
    /// on.
    @inlinable
    public static func >> (value: Int256, distance: UInt256) -> Int256 {
        guard value.isNegative else { return Int256(bitPattern: value.bitPattern >> distance) }
        // The bits that come in are ones: shift the zeros of the complement.
        return Int256(bitPattern: ~(~value.bitPattern >> distance))
    }
}
