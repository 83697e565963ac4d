import Foundation

/// A JSON value of a fixture, read by Foundation: independent of the reader under test.
public enum FixtureValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(Int)
    case string(String)
    case array([FixtureValue])
    case object([String: FixtureValue])

    /// The value that JSONSerialization gave.
    public init(_ value: Any) {
        switch value {
        case let text as String: self = .string(text)
        case let number as NSNumber where "\(type(of: number))".contains("Boolean"):
            self = .bool(number.boolValue)
        case let number as NSNumber:
            self = .number(number.intValue)
        case let items as [Any]: self = .array(items.map(FixtureValue.init))
        case let members as [String: Any]: self = .object(members.mapValues(FixtureValue.init))
        default: self = .null
        }
    }

    /// The member `name` of an object.
    public subscript(name: String) -> FixtureValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// The text of a string.
    public var string: String? { if case .string(let text) = self { text } else { nil } }
    /// The items of an array.
    public var array: [FixtureValue]? { if case .array(let items) = self { items } else { nil } }
    /// The members of an object.
    public var object: [String: FixtureValue]? {
        if case .object(let members) = self { members } else { nil }
    }
    /// The value of a boolean.
    public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The value of a whole number.
    public var number: Int? { if case .number(let value) = self { value } else { nil } }
    /// Whether it is null.
    public var isNull: Bool { self == .null }
}
