/// Eight hex digits at a time, without a branch for each.
enum HexDigits {
    private static let tops: UInt64 = 0x8080_8080_8080_8080
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// The four bytes that eight digits write of which no letter is in upper case; nil otherwise.
    @inline(__always)
    static func lowerCase(_ digits: UInt64) -> UInt32? {
        // An upper-case letter has bit 6 and lacks bit 5.
        guard digits & ~(digits << 1) & (ones &* 0x40) == 0 else { return nil }
        return bytes(digits)
    }

    /// The four bytes that eight ASCII digits of either case write, the first in the lowest byte;
    /// nil when one of them is no digit.
    @inline(__always)
    static func bytes(_ digits: UInt64) -> UInt32? {
        let lower = digits | ones &* 0x20
        let aboveZero = digits &+ ones &* (0x80 - 0x30)
        let aboveNine = digits &+ ones &* (0x80 - 0x3a)
        let fromA = lower &+ ones &* (0x80 - 0x61)
        let aboveF = lower &+ ones &* (0x80 - 0x67)
        let isLetter = fromA & ~aboveF
        // Only bytes below 0x80 keep the sums from running into their neighbours.
        guard digits & tops == 0, ((aboveZero & ~aboveNine) | isLetter) & tops == tops else {
            return nil
        }
        let nibbles = digits & (ones &* 0x0f) &+ (isLetter & tops) >> 7 &* 9
        var pairs = (nibbles << 4 | nibbles >> 8) & 0x00ff_00ff_00ff_00ff
        pairs = (pairs | pairs >> 8) & 0x0000_ffff_0000_ffff
        return UInt32(truncatingIfNeeded: pairs | pairs >> 16)
    }
}
