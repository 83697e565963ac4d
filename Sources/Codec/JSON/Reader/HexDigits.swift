/// Eight hex digits at a time, without a branch for each.
enum HexDigits {
    private static let tops: UInt64 = 0x8080_8080_8080_8080
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// A bit for each of eight ASCII characters that is a letter in upper case; 0 when none is.
    @inline(__always)
    static func upperCase(_ characters: UInt64) -> UInt64 {
        // Such a letter has bit 6 and lacks bit 5.
        characters & ~(characters << 1) & (ones &* 0x40)
    }

    /// How many of eight ASCII characters, the first in the lowest byte, are digits or lower-case
    /// letters of hex before the first that is none, and the number that these write; 0 where there
    /// are none.
    @inline(__always)
    static func leadingLowerCase(_ characters: UInt64) -> (count: Int, value: UInt64) {
        // A byte above 0x7f spoils the sums of those behind it, and is itself no digit.
        let aboveZero = characters &+ ones &* (0x80 - 0x30)
        let aboveNine = characters &+ ones &* (0x80 - 0x3a)
        let fromA = characters &+ ones &* (0x80 - 0x61)
        let aboveF = characters &+ ones &* (0x80 - 0x67)
        let letters = fromA & ~aboveF & tops
        let strangers = ~((aboveZero & ~aboveNine | letters) & ~characters) & tops
        let bits = strangers.trailingZeroBitCount & 0x78
        let nibbles = characters & (ones &* 0x0f) &+ (letters >> 7) &* 9
        // What is no digit falls off at the top; zeros come in front.
        let digits = bits == 0 ? 0 : nibbles << UInt64(truncatingIfNeeded: 64 &- bits)
        var pairs = (digits << 4 | digits >> 8) & 0x00ff_00ff_00ff_00ff
        pairs = (pairs | pairs >> 8) & 0x0000_ffff_0000_ffff
        let value = UInt32(truncatingIfNeeded: pairs | pairs >> 16).byteSwapped
        return (bits >> 3, UInt64(value))
    }
}
