public import Primitives

/// The first four bytes of calldata or revert data: those of the hash of a signature.
@frozen
public struct FunctionSelector: Hashable, Sendable, BitwiseCopyable {
    /// The number of bytes.
    public static let byteCount = 4

    /// The bytes as a big-endian number.
    public let value: UInt32

    /// The selector whose bytes, read as a big-endian number, are `value`.
    @inlinable
    public init(_ value: UInt32) { self.value = value }

    /// The selector of a signature, for example `transfer(address,uint256)`.
    public init(signature: String) {
        self.init(hash: Keccak256.hash(utf8: signature))
    }

    /// The first four bytes of `hash`.
    init(hash: Hash32) {
        value = unsafe hash.withUnsafeBytes { raw in
            unsafe UInt32(bigEndian: raw.loadUnaligned(as: UInt32.self))
        }
    }

    /// The first four bytes of `data`; nil when there are fewer.
    @inlinable
    public init?(startOf data: Bytes) {
        guard data.count >= FunctionSelector.byteCount else { return nil }
        value = unsafe data.withUnsafeBytes { raw in
            unsafe UInt32(bigEndian: raw.loadUnaligned(as: UInt32.self))
        }
    }

    /// The four bytes.
    public var bytes: Bytes {
        unsafe withUnsafeBytes(of: value.bigEndian) { raw in unsafe Bytes(copying: raw) }
    }
}

extension FunctionSelector: ExpressibleByIntegerLiteral {
    /// A selector written out: `0x06a3ae96`.
    @inlinable
    public init(integerLiteral value: UInt32) { self.init(value) }
}

extension FunctionSelector: CustomStringConvertible {
    /// `0x` and eight lower-case digits.
    public var description: String { bytes.hex }
}

extension FunctionSelector: Comparable {
    /// The order of the bytes.
    public static func < (left: FunctionSelector, right: FunctionSelector) -> Bool {
        left.value < right.value
    }
}
