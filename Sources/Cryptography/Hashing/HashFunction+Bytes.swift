public import Primitives

extension HashFunction {
    /// Adds bytes to the message.
    public mutating func update(_ bytes: Bytes) {
        bytes.withSpan { span in update(span) }
    }

    /// Adds the 32 bytes of a hash to the message.
    public mutating func update(_ hash: Hash32) {
        unsafe hash.withUnsafeBytes { raw in unsafe update(raw.bytes) }
    }

    /// The hash of all bytes so far; more may follow.
    public func finishedBytes() -> Bytes {
        unsafe Bytes(count: Self.byteCount) { target in
            var span = unsafe target.mutableBytes
            finish(into: &span)
        }
    }
}
