extension Address {
    /// The address that the 40 digits of either case at `digits` write, without `0x`; nil when one
    /// of them is none. The caller has measured them; the letters' case is no checksum here.
    public init?(unsafeHexDigits digits: UnsafeRawPointer) {
        self.init()
        let text = unsafe UnsafeRawBufferPointer(start: digits, count: 2 * Address.byteCount)
        let isHex = unsafe Swift.withUnsafeMutableBytes(of: &self) { target in
            unsafe Hex.decode(text, into: target)
        }
        guard isHex else { return nil }
    }
}
