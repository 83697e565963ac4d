/// One member of a JSON object.
public struct JSONMember: Sendable {
    /// The name, its escapes resolved.
    public var name: String
    /// The value.
    public var value: JSONValue

    /// A member.
    public init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }

    /// Whether the name has exactly the UTF-8 bytes of `other`. Swift's own `==` takes canonically
    /// equivalent texts as equal (U+212A as "K"), which no hash and no other parser does.
    public func isNamed(_ other: String) -> Bool {
        JSONMember.haveSameBytes(name, other)
    }

    /// Whether two texts have the same UTF-8 bytes.
    static func haveSameBytes(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
    }
}

extension JSONMember: Hashable {
    /// Whether names and values have the same bytes.
    public static func == (left: JSONMember, right: JSONMember) -> Bool {
        left.isNamed(right.name) && left.value == right.value
    }

    /// Feeds the bytes of the name, and the value.
    public func hash(into hasher: inout Hasher) {
        JSONValue.hash(name, into: &hasher)
        hasher.combine(value)
    }
}
