import Primitives

extension ABIWriter {
    /// Writes the members of a frame that is open, after checking that they are of their types.
    mutating func write(_ values: [ABI.Value], as types: [ABI.ValueType]) throws(ABIError) {
        guard values.count == types.count else {
            throw ABIError(.count, at: tail, expected: types.count, found: values.count)
        }
        for index in types.indices { try write(values[index], as: types[index]) }
    }

    /// Writes a value: in the head when its type is static, else its offset in the head and itself
    /// as the next tail.
    mutating func write(_ value: ABI.Value, as type: ABI.ValueType) throws(ABIError) {
        guard type.isDynamic else { return try write(content: value, as: type) }
        let outer = beginTail()
        try write(content: value, as: type)
        endTail(outer)
    }

    private mutating func write(content value: ABI.Value, as type: ABI.ValueType) throws(ABIError) {
        switch (type.form, value) {
        case (.uint(let bits), .uint(let number)):
            let word = number.abiWord
            guard ABILimbs(word).isUnsigned(bits: bits) else { throw fault(.range) }
            write(word: word)
        case (.int(let bits), .int(let number)):
            let word = number.abiWord
            guard ABILimbs(word).isSigned(bits: bits) else { throw fault(.range) }
            write(word: word)
        case (.bool, .bool(let value)): write(number: value ? 1 : 0)
        case (.address, .address(let address)): write(word: address.word)
        case (.fixedBytes(let count), .fixedBytes(let bytes)):
            guard bytes.count == count else { throw fault(.count, count, bytes.count) }
            write(word: bytes.word)
        case (.bytes, .bytes(let bytes)): bytes.write(to: &self)
        case (.string, .string(let text)): text.write(to: &self)
        case (.array(let element), .array(let values)):
            write(number: UInt64(values.count))
            openFrame(headSize: ABI.saturating(element.headSize, times: values.count))
            for value in values { try write(value, as: element) }
        case (.fixedArray(let element, let count), .array(let values)):
            guard values.count == count else { throw fault(.count, count, values.count) }
            if type.isDynamic { openFrame(headSize: type.contentSize) }
            for value in values { try write(value, as: element) }
        case (.tuple(let members), .tuple(let values)):
            guard values.count == members.count else {
                throw fault(.count, members.count, values.count)
            }
            if type.isDynamic { openFrame(headSize: type.contentSize) }
            for index in members.indices { try write(values[index], as: members[index]) }
        default: throw fault(.wrongType)
        }
    }

    private func fault(
        _ rule: ABIError.Rule, _ expected: Int? = nil, _ found: Int? = nil
    ) -> ABIError {
        ABIError(rule, at: head, expected: expected, found: found)
    }
}
