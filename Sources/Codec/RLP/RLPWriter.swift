public import Primitives

/// Writes items into memory that was measured beforehand (``RLPSize``).
///
/// A write that does not fit is left out as a whole, so a wrong measure gives wrong bytes and never
/// touches foreign memory. It lives only while ``bytes(count:_:)`` runs and cannot be copied out.
@safe
@frozen
public struct RLPWriter: ~Copyable {
    @usableFromInline let target: UnsafeMutableRawBufferPointer
    /// The number of bytes written.
    @usableFromInline var offset: Int

    @inlinable
    init(_ target: UnsafeMutableRawBufferPointer) {
        unsafe self.target = target
        offset = 0
    }

    /// `count` bytes that `body` writes.
    ///
    /// - Parameters:
    ///   - count: The size of everything that `body` writes.
    ///   - body: Writes exactly `count` bytes.
    /// - Returns: The bytes written.
    @inlinable
    public static func bytes(count: Int, _ body: (inout RLPWriter) -> Void) -> Bytes {
        unsafe Bytes(count: count) { target in
            var writer = unsafe RLPWriter(target)
            body(&writer)
            writer.fillRest()
        }
    }

    /// Zeros where nothing was written, so that no old memory shows.
    @inlinable
    func fillRest() {
        guard unsafe offset < target.count else { return }
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: target[offset...])
        unsafe rest.initializeMemory(as: UInt8.self, repeating: 0)
    }

    /// Room for `count` bytes, or nil when they do not fit.
    @inlinable
    mutating func claim(_ count: Int) -> UnsafeMutableRawPointer? {
        guard let start = unsafe target.baseAddress, unsafe count <= target.count &- offset else {
            return nil
        }
        defer { offset &+= count }
        return unsafe start + offset
    }

    /// Bytes as they are: an item that is already encoded, or a transaction's type.
    @inlinable
    public mutating func encoded(_ bytes: Bytes) {
        unsafe bytes.withUnsafeBytes { source in
            guard let from = source.baseAddress, let place = unsafe claim(source.count) else {
                return
            }
            unsafe place.copyMemory(from: from, byteCount: source.count)
        }
    }

    /// One byte as it is.
    @inlinable
    public mutating func byte(_ value: UInt8) {
        guard let place = unsafe claim(1) else { return }
        unsafe place.storeBytes(of: value, as: UInt8.self)
    }

    /// The header of a list whose items have `payload` bytes together.
    @inlinable
    public mutating func list(payload: Int) {
        header(payload: payload, short: RLP.emptyList)
    }

    /// A byte string.
    @inlinable
    public mutating func string(_ bytes: Bytes) {
        let count = bytes.count
        if count != 1 || bytes[0] >= RLP.emptyString {
            header(payload: count, short: RLP.emptyString)
        }
        encoded(bytes)
    }

    /// A byte string in memory.
    @unsafe
    @inlinable
    public mutating func string(_ bytes: UnsafeRawBufferPointer) {
        if unsafe bytes.count != 1 || bytes[0] >= RLP.emptyString {
            header(payload: bytes.count, short: RLP.emptyString)
        }
        guard let from = bytes.baseAddress, let place = unsafe claim(bytes.count) else { return }
        unsafe place.copyMemory(from: from, byteCount: bytes.count)
    }

    /// A number as a byte string of eight bytes, leading zeros included.
    @inlinable
    public mutating func eightBytes(_ value: UInt64) {
        byte(RLP.emptyString + 8)
        bigEndian(value, width: 8)
    }

    /// A hash, as a byte string.
    @inlinable
    public mutating func hash(_ hash: Hash32) {
        guard let place = unsafe claim(RLPSize.hash) else { return }
        unsafe place.storeBytes(of: RLP.emptyString + 32, as: UInt8.self)
        unsafe (place + 1).storeBytes(of: hash, as: Hash32.self)
    }

    /// An address, as a byte string.
    @inlinable
    public mutating func address(_ address: Address) {
        guard let place = unsafe claim(RLPSize.address) else { return }
        unsafe place.storeBytes(of: RLP.emptyString + 20, as: UInt8.self)
        unsafe (place + 1).storeBytes(of: address, as: Address.self)
    }

    /// An integer: big-endian without leading zeros.
    @inlinable
    public mutating func integer(_ value: UInt64) {
        if value < 0x80 { return byte(value == 0 ? RLP.emptyString : UInt8(value)) }
        let width = (71 &- value.leadingZeroBitCount) / 8
        byte(RLP.emptyString &+ UInt8(truncatingIfNeeded: width))
        bigEndian(value, width: width)
    }

    /// The header of a payload: `short` is the first byte for an empty one.
    @inlinable
    mutating func header(payload: Int, short: UInt8) {
        if payload <= RLP.longestShortPayload {
            byte(short &+ UInt8(truncatingIfNeeded: payload))
            return
        }
        let width = (71 - payload.leadingZeroBitCount) / 8
        byte(short &+ UInt8(RLP.longestShortPayload) &+ UInt8(width))
        bigEndian(UInt64(payload), width: width)
    }

    /// The last `width` bytes of `value`, the highest first; `width` is 1 to 8.
    @inlinable
    mutating func bigEndian(_ value: UInt64, width: Int) {
        let room = unsafe target.count &- offset
        guard let place = unsafe claim(width) else { return }
        var rest = value << UInt64(truncatingIfNeeded: 64 &- 8 &* width)
        if room >= 8 {
            // Zeros go where the next item is going to be written.
            unsafe place.storeBytes(of: rest.bigEndian, as: UInt64.self)
            return
        }
        for index in 0..<width {
            unsafe place.storeBytes(
                of: UInt8(truncatingIfNeeded: rest >> 56), toByteOffset: index, as: UInt8.self)
            rest <<= 8
        }
    }
}
