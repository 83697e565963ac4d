public import Primitives

extension ABI {
    /// The packed encoding of values, which contracts hash: no heads, no lengths, elementary values
    /// in as many bytes as they need, elements of arrays padded to words (Solidity documentation,
    /// "Non-standard Packed Mode"). It cannot be decoded, and different values may share it.
    ///
    /// - Throws: ``ABIError`` with rule `wrongType` for a tuple or an array of dynamic elements, which
    ///   Solidity does not pack, and with `wrongType`, `range` or `count` for a value outside of its
    ///   type; its offset is the value's position.
    public static func encodePacked(
        _ values: [Value], as types: [ValueType]
    ) throws(ABIError) -> Bytes {
        guard values.count == types.count else {
            throw ABIError(.count, at: 0, expected: types.count, found: values.count)
        }
        var parts: [Bytes] = []
        for index in types.indices {
            do { parts.append(try packed(values[index], as: types[index])) } catch {
                throw ABIError(
                    error.rule, at: index, expected: error.expected, found: error.found)
            }
        }
        return Bytes.joining(parts)
    }

    private static func packed(_ value: Value, as type: ValueType) throws(ABIError) -> Bytes {
        switch (type.form, value) {
        case (.bytes, .bytes(let bytes)): return bytes
        case (.string, .string(let text)): return Bytes(utf8: text)
        case (.array(let element), .array(let values)):
            return try elements(values, of: element)
        case (.fixedArray(let element, let count), .array(let values)):
            guard values.count == count else {
                throw ABIError(.count, at: 0, expected: count, found: values.count)
            }
            return try elements(values, of: element)
        case (.uint(let bits), _), (.int(let bits), _):
            return try encode([value], as: [type]).slice(from: wordSize - bits / 8)
        case (.bool, _): return try encode([value], as: [type]).slice(from: 31)
        case (.address, _): return try encode([value], as: [type]).slice(from: 12)
        case (.fixedBytes(let count), _): return try encode([value], as: [type]).slice(0..<count)
        default: throw ABIError(.wrongType, at: 0)
        }
    }

    private static func elements(
        _ values: [Value], of element: ValueType
    ) throws(ABIError) -> Bytes {
        guard !element.isDynamic, element.isPackedInArrays else {
            throw ABIError(.wrongType, at: 0)
        }
        var parts: [Bytes] = []
        for value in values { parts.append(try encode([value], as: [element])) }
        return Bytes.joining(parts)
    }
}

extension ABI.ValueType {
    /// Whether there is no tuple in it.
    fileprivate var isPackedInArrays: Bool {
        switch form {
        case .tuple: false
        case .array(let element), .fixedArray(let element, _): element.isPackedInArrays
        default: true
        }
    }
}
