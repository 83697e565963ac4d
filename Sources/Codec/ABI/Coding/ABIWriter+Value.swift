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

    /// One switch within the other: a pair of type and value would first copy both.
    private mutating func write(content value: ABI.Value, as type: ABI.ValueType) throws(ABIError) {
        switch type.form {
        case .uint(let bits):
            guard case .uint(let number) = value else { throw fault(.wrongType) }
            let word = number.abiWord
            guard ABILimbs(word).isUnsigned(bits: bits) else { throw fault(.range) }
            write(word: word)
        case .int(let bits):
            guard case .int(let number) = value else { throw fault(.wrongType) }
            let word = number.abiWord
            guard ABILimbs(word).isSigned(bits: bits) else { throw fault(.range) }
            write(word: word)
        case .bool:
            guard case .bool(let value) = value else { throw fault(.wrongType) }
            write(number: value ? 1 : 0)
        case .address:
            guard case .address(let address) = value else { throw fault(.wrongType) }
            write(word: address.word)
        case .fixedBytes(let count):
            guard case .fixedBytes(let bytes) = value else { throw fault(.wrongType) }
            guard bytes.count == count else { throw fault(.count, count, bytes.count) }
            write(word: bytes.word)
        case .bytes:
            guard case .bytes(let bytes) = value else { throw fault(.wrongType) }
            bytes.write(to: &self)
        case .string:
            guard case .string(let text) = value else { throw fault(.wrongType) }
            text.write(to: &self)
        case .array(let element):
            guard case .array(let values) = value else { throw fault(.wrongType) }
            write(number: UInt64(values.count))
            openFrame(headSize: ABI.saturating(element.headSize, times: values.count))
            for index in values.indices { try write(values[index], as: element) }
        case .fixedArray(let element, let count):
            guard case .array(let values) = value else { throw fault(.wrongType) }
            guard values.count == count else { throw fault(.count, count, values.count) }
            if type.isDynamic { openFrame(headSize: type.contentSize) }
            for index in values.indices { try write(values[index], as: element) }
        case .tuple(let members):
            guard case .tuple(let values) = value else { throw fault(.wrongType) }
            guard values.count == members.count else {
                throw fault(.count, members.count, values.count)
            }
            if type.isDynamic { openFrame(headSize: type.contentSize) }
            for index in members.indices { try write(values[index], as: members[index]) }
        }
    }

    private func fault(
        _ rule: ABIError.Rule, _ expected: Int? = nil, _ found: Int? = nil
    ) -> ABIError {
        ABIError(rule, at: head, expected: expected, found: found)
    }
}
