public import Primitives

extension CBORValue {
    /// The one item that `bytes` holds: well-formed, valid (UTF-8, no key twice), within the limits
    /// and with nothing behind it. Lengths may be indefinite, and longer than they need to be: today's
    /// NSM writes its documents' maps with indefinite lengths.
    ///
    /// - Parameters:
    ///   - bytes: Untrusted bytes.
    ///   - limits: How much is accepted.
    /// - Throws: ``CBORError`` with the place of the first fault.
    public init(
        parsing bytes: Bytes, limits: CBORLimits = .attestation
    ) throws(CBORError) {
        guard bytes.count <= limits.byteCount else {
            throw CBORError(.size, at: limits.byteCount, found: UInt64(bytes.count))
        }
        var reader = CBORReader(bytes, limits: limits)
        self = try reader.value(depth: 0)
        guard reader.offset == bytes.count else { throw CBORError(.trailing, at: reader.offset) }
    }
}
