public import Codec

/// A value that somebody wrote into a file, and where it stands there: what YAML and JSON have in
/// common.
public struct LocatedValue: Sendable {
    /// The value.
    public enum Content: Sendable {
        /// Nothing.
        case null
        /// `true` or `false`.
        case bool(Bool)
        /// The exact text of a number of JSON's grammar (RFC 8259, 6).
        case number(String)
        /// Text.
        case string(String)
        /// A list.
        case array([LocatedValue])
        /// A mapping in its order, no name twice.
        case object([LocatedMember])
    }

    /// The value.
    public let content: Content
    /// Where it begins.
    public let place: DocumentPlace

    /// A value at a place.
    public init(_ content: Content, at place: DocumentPlace) {
        self.content = content
        self.place = place
    }
}

/// A member of a mapping, and where its name stands.
public struct LocatedMember: Sendable {
    /// The name.
    public let name: String
    /// Where the name begins.
    public let place: DocumentPlace
    /// The value.
    public let value: LocatedValue

    /// A member.
    public init(_ name: String, at place: DocumentPlace, _ value: LocatedValue) {
        self.name = name
        self.place = place
        self.value = value
    }

    /// Whether the name has exactly the bytes of `other`.
    public func isNamed(_ other: String) -> Bool {
        name.utf8.count == other.utf8.count && name.utf8.elementsEqual(other.utf8)
    }
}

extension LocatedValue {
    /// The same value without its places.
    public var json: JSONValue {
        switch content {
        case .null: .null
        case .bool(let value): .bool(value)
        case .number(let text): .number(text)
        case .string(let text): .string(text)
        case .array(let items): .array(items.map(\.json))
        case .object(let members):
            .object(members.map { member in JSONMember(member.name, member.value.json) })
        }
    }

    /// The member `name` of a mapping, or nil.
    public subscript(name: String) -> LocatedValue? {
        guard case .object(let members) = content else { return nil }
        return members.first { $0.isNamed(name) }?.value
    }
}
