import Primitives

extension ABIReader {
    /// Reads the members of a frame that is open.
    @_lifetime(self: copy self)
    mutating func read(_ types: [ABI.ValueType]) throws(ABIError) -> [ABI.Value] {
        var values: [ABI.Value] = []
        values.reserveCapacity(types.count)
        for index in types.indices { values.append(try read(types[index])) }
        return values
    }

    /// Reads a value: from the head when its type is static, else from the tail that its offset
    /// names.
    @_lifetime(self: copy self)
    mutating func read(_ type: ABI.ValueType) throws(ABIError) -> ABI.Value {
        guard type.isDynamic else { return try content(of: type) }
        let outer = try beginTail()
        let value = try content(of: type)
        endTail(outer)
        return value
    }

    @_lifetime(self: copy self)
    private mutating func content(of type: ABI.ValueType) throws(ABIError) -> ABI.Value {
        switch type.form {
        case .uint, .int, .bool, .address, .fixedBytes:
            let place = head
            return try ABI.Value(word: try word(), as: type, at: place)
        case .bytes: return .bytes(data.slice(try content()))
        case .string: return try textValue()
        case .array(let element):
            let count = try openArray(elementSize: element.headSize)
            return .array(try elements(count, of: element))
        case .fixedArray(let element, let count):
            if type.isDynamic { try openFrame(headSize: type.contentSize) }
            return .array(try elements(count, of: element))
        case .tuple(let members):
            if type.isDynamic { try openFrame(headSize: type.contentSize) }
            return .tuple(try read(members))
        }
    }

    @_lifetime(self: copy self)
    private mutating func elements(
        _ count: Int, of type: ABI.ValueType
    ) throws(ABIError) -> [ABI.Value] {
        var values: [ABI.Value] = []
        values.reserveCapacity(Swift.min(count, Swift.max(rest, 0) / ABI.wordSize))
        for _ in 0..<count { values.append(try read(type)) }
        return values
    }

    /// A string; as its bytes when it is no UTF-8 and the rules allow that.
    private mutating func textValue() throws(ABIError) -> ABI.Value {
        let range = try content()
        let bytes = data.slice(range)
        if let text = unsafe bytes.withUnsafeBytes({ raw in unsafe ABI.text(raw) }) {
            return .string(text)
        }
        guard rules.allowsMalformedUTF8 else { throw ABIError(.utf8, at: range.lowerBound) }
        return .bytes(bytes)
    }
}

extension ABI.Value {
    /// The value of a word of an elementary static type.
    ///
    /// - Throws: ``ABIError`` with the rule of the type, at `offset`.
    init(word: Hash32, as type: ABI.ValueType, at offset: Int) throws(ABIError) {
        let limbs = ABILimbs(word)
        switch type.form {
        case .uint(let bits):
            guard limbs.isUnsigned(bits: bits) else { throw ABIError(.range, at: offset) }
            self = .uint(UInt256(word))
        case .int(let bits):
            guard limbs.isSigned(bits: bits) else { throw ABIError(.range, at: offset) }
            self = .int(Int256(bitPattern: UInt256(word)))
        case .bool: self = .bool(try Bool(abiWord: word, at: offset))
        case .address: self = .address(try Address(abiWord: word, at: offset))
        case .fixedBytes(let count):
            guard limbs.trailingZeroBitCount >= 256 - 8 * count else {
                throw ABIError(.bytesPadding, at: offset)
            }
            self = .fixedBytes(ABI.FixedBytes(word: word, count: count))
        case .bytes, .string, .array, .fixedArray, .tuple:
            throw ABIError(.wrongType, at: offset)
        }
    }
}
