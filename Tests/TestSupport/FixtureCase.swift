import Foundation
public import Testing

/// One case of a fixture file: a JSON object, with its text.
public struct FixtureCase: CustomTestStringConvertible, Sendable {
    /// The line as it stands in the file.
    public let text: String
    /// The value of the line.
    public let value: FixtureValue

    /// The case that one line writes.
    public init(line: String) throws {
        text = line
        let parsed = try JSONSerialization.jsonObject(
            with: Data(line.utf8), options: [.fragmentsAllowed])
        value = FixtureValue(parsed)
    }

    /// The case's `id`.
    public var id: String { value["id"]?.string ?? "?" }

    /// The member `name`, or an error that names the case.
    public func member(_ name: String) throws -> FixtureValue {
        guard let member = value[name] else { throw Missing(id: id, member: name) }
        return member
    }

    /// The text of the member `name`, or an error that names the case.
    public func string(_ name: String) throws -> String {
        guard let string = try member(name).string else { throw Missing(id: id, member: name) }
        return string
    }

    /// What tests print for the case.
    public var testDescription: String { id }

    /// A member that a case should have and has not.
    public struct Missing: Error {
        /// The case.
        public let id: String
        /// The member.
        public let member: String
    }
}
