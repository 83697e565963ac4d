public import Primitives

/// One item of CBOR (RFC 8949), whatever the lengths' encoding was.
public indirect enum CBORValue: Hashable, Sendable {
    /// A number from 0 on (major type 0).
    case unsigned(UInt64)
    /// The number −1 − n (major type 1).
    case negative(UInt64)
    /// A byte string; chunks are joined.
    case bytes(Bytes)
    /// A text string; chunks are joined.
    case text(String)
    /// An array.
    case array([CBORValue])
    /// A map in the order of its bytes; no key stands twice.
    case map([CBORPair])
    /// A tagged item.
    case tagged(UInt64, CBORValue)
    /// A simple value: 20 false, 21 true, 22 null, 23 undefined.
    case simple(UInt8)
    /// A number with a fraction, by its bits: 2, 4 or 8 bytes.
    case float(Bytes)

    /// The null of CBOR.
    public static let null = CBORValue.simple(22)
}

/// A key of a map and its value.
public struct CBORPair: Hashable, Sendable {
    /// The key.
    public let key: CBORValue
    /// The value.
    public let value: CBORValue

    /// A pair.
    public init(key: CBORValue, value: CBORValue) {
        self.key = key
        self.value = value
    }
}

extension CBORValue {
    /// The bytes of a byte string.
    public var byteString: Bytes? { if case .bytes(let bytes) = self { bytes } else { nil } }

    /// The text of a text string.
    public var textString: String? { if case .text(let text) = self { text } else { nil } }

    /// A number from 0 on.
    public var number: UInt64? { if case .unsigned(let number) = self { number } else { nil } }

    /// The items of an array.
    public var items: [CBORValue]? { if case .array(let items) = self { items } else { nil } }

    /// The pairs of a map.
    public var pairs: [CBORPair]? { if case .map(let pairs) = self { pairs } else { nil } }

    /// The value under a text key of a map.
    public subscript(key: String) -> CBORValue? {
        pairs?.first { $0.key == .text(key) }?.value
    }
}
