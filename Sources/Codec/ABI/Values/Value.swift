public import Primitives

extension ABI {
    /// A value whose type is known at run time. How many bits an integer has its type says.
    public enum Value: Sendable {
        /// A value of a `uintN`.
        case uint(UInt256)
        /// A value of an `intN`.
        case int(Int256)
        /// A `bool`.
        case bool(Bool)
        /// An `address`.
        case address(Address)
        /// A value of a `bytesN`.
        case fixedBytes(FixedBytes)
        /// A `bytes`; or a `string` that is no UTF-8, where the rules allow one.
        case bytes(Bytes)
        /// A `string`.
        case string(String)
        /// A `T[]` or `T[n]`.
        case array([Value])
        /// A tuple.
        case tuple([Value])
    }
}

extension ABI.Value {
    /// A `bytes32`.
    public static func bytes32(_ word: Hash32) -> ABI.Value { .fixedBytes(ABI.FixedBytes(word)) }

    /// The number of a `uintN`.
    public var uint: UInt256? { if case .uint(let number) = self { number } else { nil } }
    /// The number of an `intN`.
    public var int: Int256? { if case .int(let number) = self { number } else { nil } }
    /// The truth of a `bool`.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The address of an `address`.
    public var address: Address? { if case .address(let address) = self { address } else { nil } }
    /// The word of a `bytes32`.
    public var hash: Hash32? {
        if case .fixedBytes(let bytes) = self, bytes.count == 32 { bytes.word } else { nil }
    }
    /// The bytes of a `bytes` or `bytesN`.
    public var bytes: Bytes? {
        switch self {
        case .bytes(let bytes): bytes
        case .fixedBytes(let bytes): bytes.bytes
        default: nil
        }
    }
    /// The text of a `string`.
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The elements of an array or the members of a tuple.
    public var elements: [ABI.Value]? {
        switch self {
        case .array(let values), .tuple(let values): values
        default: nil
        }
    }
}

extension ABI.Value: Hashable {
    /// Whether both are the same kind of value with the same content. Strings are equal when their
    /// UTF-8 bytes are, as for every contract; Swift's own equality takes U+212A for "K".
    public static func == (left: ABI.Value, right: ABI.Value) -> Bool {
        switch (left, right) {
        case (.uint(let a), .uint(let b)): a == b
        case (.int(let a), .int(let b)): a == b
        case (.bool(let a), .bool(let b)): a == b
        case (.address(let a), .address(let b)): a == b
        case (.fixedBytes(let a), .fixedBytes(let b)): a == b
        case (.bytes(let a), .bytes(let b)): a == b
        case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
        case (.array(let a), .array(let b)): a == b
        case (.tuple(let a), .tuple(let b)): a == b
        default: false
        }
    }

    /// Feeds the content; of a string its bytes.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .uint(let number): hasher.combine(number)
        case .int(let number): hasher.combine(number)
        case .bool(let value): hasher.combine(value)
        case .address(let address): hasher.combine(address)
        case .fixedBytes(let bytes): hasher.combine(bytes)
        case .bytes(let bytes): hasher.combine(bytes)
        case .string(let text): hasher.combine(Bytes(utf8: text))
        case .array(let values), .tuple(let values): hasher.combine(values)
        }
    }
}

extension ABI.Value: CustomStringConvertible {
    /// The value as people read it: decimals, hex, addresses with checksum, text in quotes with
    /// everything but printable ASCII escaped.
    public var description: String {
        switch self {
        case .uint(let number): number.description
        case .int(let number): number.description
        case .bool(let value): value ? "true" : "false"
        case .address(let address): address.description
        case .fixedBytes(let bytes): bytes.description
        case .bytes(let bytes): bytes.hex
        case .string(let text): "\"" + EscapedText(text).description + "\""
        case .array(let values):
            "[" + values.map(\.description).joined(separator: ", ") + "]"
        case .tuple(let values):
            "(" + values.map(\.description).joined(separator: ", ") + ")"
        }
    }
}
