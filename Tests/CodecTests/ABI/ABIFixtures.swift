import Codec
import Primitives
import TestSupport
import Testing

/// Values in the form of the fixtures: integers as decimals, bytes as hex, arrays and tuples as
/// arrays.
enum ABIFixtures {
    struct Unexpected: Error { let value: String }

    static func types(_ texts: FixtureValue) throws -> [ABI.ValueType] {
        try (texts.array ?? []).map { try ABI.ValueType($0.string ?? "") }
    }

    static func values(
        _ values: FixtureValue, as types: [ABI.ValueType]
    ) throws -> [ABI.Value] {
        try zip(values.array ?? [], types).map { try value($0, as: $1) }
    }

    static func value(_ value: FixtureValue, as type: ABI.ValueType) throws -> ABI.Value {
        switch (type.form, value) {
        case (.uint, .string(let text)): return .uint(try UInt256(decimal: text))
        case (.int, .string(let text)): return .int(try Int256(decimal: text))
        case (.bool, .bool(let value)): return .bool(value)
        case (.address, .string(let text)): return .address(try Address(hex: text))
        case (.fixedBytes, .string(let text)):
            guard let bytes = ABI.FixedBytes(try Bytes(hex: text)) else { break }
            return .fixedBytes(bytes)
        case (.bytes, .string(let text)): return .bytes(try Bytes(hex: text))
        case (.string, .string(let text)): return .string(text)
        case (.array(let element), .array(let items)),
            (.fixedArray(let element, _), .array(let items)):
            return .array(try items.map { try self.value($0, as: element) })
        case (.tuple(let members), .array(let items)):
            return .tuple(try zip(items, members).map { try self.value($0, as: $1) })
        default: break
        }
        throw Unexpected(value: "\(value) as \(type)")
    }

    /// The same in the other direction.
    static func fixture(_ value: ABI.Value) -> FixtureValue {
        switch value {
        case .uint(let number): .string(number.description)
        case .int(let number): .string(number.description)
        case .bool(let value): .bool(value)
        case .address(let address): .string(address.hex)
        case .fixedBytes(let bytes): .string(bytes.description)
        case .bytes(let bytes): .string(bytes.hex)
        case .string(let text): .string(text)
        case .array(let values), .tuple(let values): .array(values.map(fixture))
        }
    }

    /// The declaration that a case has as a JSON ABI entry.
    static func declaration(_ member: String, of entry: FixtureCase) throws -> ABI.Declaration {
        let json = try JSONValue(parsing: entry.text)
        return try ABI.Declaration(json: try #require(json[member]))
    }
}
