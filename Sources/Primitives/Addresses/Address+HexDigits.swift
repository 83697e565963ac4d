import CKeccak

extension Address {
    /// The address that the 40 digits of either case at `digits` write, without `0x`; nil when one
    /// of them is none. The caller has measured them; the letters' case is no checksum here.
    public init?(unsafeHexDigits digits: UnsafeRawPointer) {
        self.init()
        let text = unsafe digits.assumingMemoryBound(to: CChar.self)
        let isHex = unsafe Swift.withUnsafeMutableBytes(of: &self) { target in
            guard let start = target.baseAddress else { return false }
            let bytes = unsafe start.assumingMemoryBound(to: UInt8.self)
            let isFirstHex = unsafe chex_decode_16(text, bytes)
            // The last 16 bytes overlap the first.
            return unsafe chex_decode_16(text + 8, bytes + 4) && isFirstHex
        }
        guard isHex else { return nil }
    }
}
