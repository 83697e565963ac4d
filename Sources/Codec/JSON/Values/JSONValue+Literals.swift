extension JSONValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// A string written out.
    public init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
    /// A whole number written out.
    public init(integerLiteral value: Int) { self = .number(String(value)) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
    /// A boolean written out.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByArrayLiteral {
    /// An array written out.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    /// An object written out, its members in their order.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { element in JSONMember(element.0, element.1) })
    }
}

extension JSONValue {
    /// A whole number.
    public init(_ value: some BinaryInteger) { self = .number(String(value)) }
}
