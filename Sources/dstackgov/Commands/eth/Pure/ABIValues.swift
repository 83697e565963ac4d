import Codec
import Primitives

/// ABI values as JSON: integers as decimal text, bytes as hex, arrays and tuples as arrays.
enum ABIValues {
    /// The types that a line names.
    static func types(_ line: LineObject) throws -> [ABI.ValueType] {
        try line.array("types").map { item in
            guard let text = item.string else { throw LineFailure("type", "a type is a text") }
            return try ABI.ValueType(text)
        }
    }

    /// The values of these types.
    static func values(_ items: [JSONValue], as types: [ABI.ValueType]) throws -> [ABI.Value] {
        guard items.count == types.count else {
            throw ABIError(.count, at: 0, expected: types.count, found: items.count)
        }
        return try zip(items, types).map { try value($0, as: $1) }
    }

    static func value(_ value: JSONValue, as type: ABI.ValueType) throws -> ABI.Value {
        switch (type.form, value) {
        case (.uint, .string(let text)), (.uint, .number(let text)):
            return .uint(
                text.hasPrefix("0x") ? try UInt256(quantity: text) : try UInt256(decimal: text))
        case (.int, .string(let text)), (.int, .number(let text)):
            return .int(try Int256(decimal: text))
        case (.bool, .bool(let value)): return .bool(value)
        case (.bool, "true"): return .bool(true)
        case (.bool, "false"): return .bool(false)
        case (.address, .string(let text)): return .address(try Address(hex: text))
        case (.fixedBytes, .string(let text)):
            guard let bytes = ABI.FixedBytes(try Bytes(hex: text)) else {
                throw ABIError(.count, at: 0)
            }
            return .fixedBytes(bytes)
        case (.bytes, .string(let text)): return .bytes(try Bytes(hex: text))
        case (.string, .string(let text)): return .string(text)
        case (.array(let element), .array(let items)),
            (.fixedArray(let element, _), .array(let items)):
            return .array(try items.map { try self.value($0, as: element) })
        case (.tuple(let members), .array(let items)):
            return .tuple(try values(items, as: members))
        default: throw LineFailure("wrongType", "a value is not one of \(type)")
        }
    }

    static func json(_ value: ABI.Value) -> JSONValue {
        switch value {
        case .uint(let number): .string(number.decimal)
        case .int(let number): .string(number.decimal)
        case .bool(let value): .bool(value)
        case .address(let address): .string(address.hex)
        case .fixedBytes(let bytes): .string(bytes.description)
        case .bytes(let bytes): .string(bytes.hex)
        case .string(let text): .string(text)
        case .array(let values), .tuple(let values): .array(values.map(json))
        }
    }

    /// Values with what names them.
    static func json(
        _ parameters: [ABI.Parameter], _ values: [JSONValue]
    ) -> JSONValue {
        .array(
            zip(parameters, values).map { parameter, value in
                [
                    "name": .string(parameter.name), "type": .string(parameter.type.description),
                    "value": value,
                ]
            })
    }
}
