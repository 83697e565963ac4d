import Codec
public import Primitives

/// A transaction of a type that is not known here, kept as it is.
public struct OpaqueTransaction: Hashable, Sendable {
    /// The type, 5 to 0x7f.
    public let type: UInt8
    /// The whole encoding, the type included.
    public let encoded: Bytes

    /// The type of the OP stack's deposits.
    public static let depositType: UInt8 = 0x7e

    /// The transaction in `bytes` if its type is an unknown one.
    public init?(_ bytes: Bytes) {
        guard let type = bytes.first, (5..<RLP.emptyString).contains(type) else { return nil }
        self.type = type
        encoded = bytes
    }

    /// The hash that names the transaction; computed at each call.
    public var hash: Hash32 { Keccak256.hash(encoded) }
}
