import Primitives

extension ABIWriter {
    /// Writes the members of a frame that is open, after checking that they are of their types.
    mutating func write(_ values: [ABI.Value], as types: [ABI.ValueType]) throws(ABIError) {
        guard values.count == types.count else {
            throw ABIError(.count, at: tail, expected: types.count, found: values.count)
        }
        for index in types.indices { try write(values[index], at: index, of: types) }
    }

    /// Writes a value of the type at a place of a list.
    @inline(__always)
    private mutating func write(
        _ value: ABI.Value, at index: Int, of types: [ABI.ValueType]
    ) throws(ABIError) {
        let plain = types[index].plain
        if plain.kind == .composite {
            try write(composite: value, as: types[index])
        } else {
            try write(value, as: plain)
        }
    }

    /// Writes a value of a type without parts: a word in the head, or its offset in the head and
    /// itself as the next tail. What is one word is not looked at while measuring.
    private mutating func write(
        _ value: ABI.Value, as type: ABI.ValueType.Plain
    ) throws(ABIError) {
        if isMeasuring, type.isWord {
            head &+= ABI.wordSize
            return
        }
        switch type.kind {
        case .uint:
            guard case .uint(let number) = value else { throw fault(.wrongType) }
            let word = number.abiWord
            guard ABILimbs(word).isUnsigned(bits: type.size) else { throw fault(.range) }
            write(word: word)
        case .int:
            guard case .int(let number) = value else { throw fault(.wrongType) }
            let word = number.abiWord
            guard ABILimbs(word).isSigned(bits: type.size) else { throw fault(.range) }
            write(word: word)
        case .bool:
            guard case .bool(let value) = value else { throw fault(.wrongType) }
            write(number: value ? 1 : 0)
        case .address:
            guard case .address(let address) = value else { throw fault(.wrongType) }
            write(word: address.word)
        case .fixedBytes:
            guard case .fixedBytes(let bytes) = value else { throw fault(.wrongType) }
            guard bytes.count == type.size else { throw fault(.count, type.size, bytes.count) }
            write(word: bytes.word)
        case .bytes:
            let outer = beginTail()
            guard case .bytes(let bytes) = value else { throw fault(.wrongType) }
            bytes.write(to: &self)
            endTail(outer)
        case .string:
            let outer = beginTail()
            guard case .string(let text) = value else { throw fault(.wrongType) }
            text.write(to: &self)
            endTail(outer)
        case .composite: throw fault(.wrongType)
        }
    }

    /// Writes an array or a tuple: in the head when its type is static, else its offset in the head
    /// and itself as the next tail.
    private mutating func write(
        composite value: ABI.Value, as type: ABI.ValueType
    ) throws(ABIError) {
        guard type.isDynamic else { return try write(partsOf: value, as: type) }
        let outer = beginTail()
        try write(partsOf: value, as: type)
        endTail(outer)
    }

    /// Writes elements or members.
    private mutating func write(
        partsOf value: ABI.Value, as type: ABI.ValueType
    ) throws(ABIError) {
        switch type.form {
        case .array(let element):
            guard case .array(let values) = value else { throw fault(.wrongType) }
            write(number: UInt64(values.count))
            openFrame(headSize: ABI.saturating(element.headSize, times: values.count))
            try write(values, each: element)
        case .fixedArray(let element, let count):
            guard case .array(let values) = value else { throw fault(.wrongType) }
            guard values.count == count else { throw fault(.count, count, values.count) }
            if type.isDynamic { openFrame(headSize: type.contentSize) }
            try write(values, each: element)
        case .tuple(let members):
            guard case .tuple(let values) = value else { throw fault(.wrongType) }
            guard values.count == members.count else {
                throw fault(.count, members.count, values.count)
            }
            if type.isDynamic { openFrame(headSize: type.contentSize) }
            for index in members.indices { try write(values[index], at: index, of: members) }
        default: try write(value, as: type.plain)
        }
    }

    /// Writes elements, all of one type.
    private mutating func write(
        _ values: [ABI.Value], each type: ABI.ValueType
    ) throws(ABIError) {
        let plain = type.plain
        for index in values.indices {
            if plain.kind == .composite {
                try write(composite: values[index], as: type)
            } else {
                try write(values[index], as: plain)
            }
        }
    }

    private func fault(
        _ rule: ABIError.Rule, _ expected: Int? = nil, _ found: Int? = nil
    ) -> ABIError {
        ABIError(rule, at: head, expected: expected, found: found)
    }
}
