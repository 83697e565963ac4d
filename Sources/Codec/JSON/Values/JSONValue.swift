/// A JSON value (RFC 8259) that keeps what floating-point parsers lose: numbers are their exact
/// text, members their order.
public enum JSONValue: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// The exact text of a number, as it stands in the document.
    case number(String)
    /// The text of a string, its escapes resolved.
    case string(String)
    /// The items of an array.
    case array([JSONValue])
    /// The members of an object in their order; a parsed object has no name twice.
    case object([JSONMember])
}

extension JSONValue {
    /// The member `name` of an object, looked up by UTF-8 bytes; nil when it is missing or this is
    /// no object.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { member in member.isNamed(name) }?.value
    }

    /// The item `index` of an array; nil when there is none or this is no array.
    public subscript(index: Int) -> JSONValue? {
        guard case .array(let items) = self, items.indices.contains(index) else { return nil }
        return items[index]
    }

    /// Whether this is `null`.
    public var isNull: Bool { if case .null = self { true } else { false } }
    /// The value of a boolean; nil for everything else.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The text of a string; nil for everything else.
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The exact text of a number; nil for everything else.
    public var number: String? { if case .number(let text) = self { text } else { nil } }
    /// The items of an array; nil for everything else.
    public var array: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
    /// The members of an object; nil for everything else.
    public var object: [JSONMember]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The value of a number that is written as a whole number (no fraction, no exponent) and fits
    /// `Integer`; nil for everything else.
    public func integer<Integer: FixedWidthInteger>(as type: Integer.Type = Int.self) -> Integer? {
        guard case .number(let text) = self, JSONNumber.isNumber(text) else { return nil }
        return Integer(text, radix: 10)
    }
}

extension JSONValue: Hashable {
    /// Whether both are the same value in the same writing: `1` and `1.0` differ, and so do objects
    /// whose members stand in another order. Texts are compared by their UTF-8 bytes.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.number(let a), .number(let b)): JSONMember.haveSameBytes(a, b)
        case (.string(let a), .string(let b)): JSONMember.haveSameBytes(a, b)
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a == b
        default: false
        }
    }

    /// Feeds the kind and the bytes of the value.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .number(let text): JSONValue.hash(text, into: &hasher)
        case .string(let text): JSONValue.hash(text, into: &hasher)
        case .array(let items): hasher.combine(items)
        case .object(let members): hasher.combine(members)
        }
    }

    /// Feeds the UTF-8 bytes of `text`, and where they end.
    static func hash(_ text: String, into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(0xff as UInt8)
    }
}
