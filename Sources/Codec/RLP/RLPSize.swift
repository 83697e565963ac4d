public import Primitives

/// The sizes of encodings, for writers that allocate once.
public enum RLPSize {
    /// The size of the header before a payload of `payload` bytes.
    @inlinable
    public static func header(payload: Int) -> Int {
        if payload <= RLP.longestShortPayload { return 1 }
        return 1 + (71 - payload.leadingZeroBitCount) / 8
    }

    /// The size of a list whose items have `payload` bytes together.
    @inlinable
    public static func list(payload: Int) -> Int {
        header(payload: payload) + payload
    }

    /// The size of a byte string.
    @inlinable
    public static func string(_ bytes: Bytes) -> Int {
        let count = bytes.count
        if count == 1 && bytes[0] < RLP.emptyString { return 1 }
        return header(payload: count) + count
    }

    /// The size of an integer.
    @inlinable
    public static func integer(_ value: UInt64) -> Int {
        if value < 0x80 { return 1 }
        return 1 + (71 - value.leadingZeroBitCount) / 8
    }

    /// The size of a hash.
    @inlinable
    public static var hash: Int { 1 + Hash32.byteCount }
    /// The size of an address.
    @inlinable
    public static var address: Int { 1 + Address.byteCount }
}
