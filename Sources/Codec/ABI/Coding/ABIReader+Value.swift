import Primitives

extension ABIReader {
    /// Reads the members of a frame that is open.
    @_lifetime(self: copy self)
    mutating func read(_ types: [ABI.ValueType]) throws(ABIError) -> [ABI.Value] {
        var values: [ABI.Value] = []
        values.reserveCapacity(types.count)
        for index in types.indices {
            let plain = types[index].plain
            values.append(
                plain.kind == .composite ? try composite(types[index]) : try value(of: plain))
        }
        return values
    }

    /// Reads a value: from the head when its type is static, else from the tail that its offset
    /// names.
    @_lifetime(self: copy self)
    mutating func read(_ type: ABI.ValueType) throws(ABIError) -> ABI.Value {
        let plain = type.plain
        return plain.kind == .composite ? try composite(type) : try value(of: plain)
    }

    /// Reads a value of a type without parts.
    @_lifetime(self: copy self)
    mutating func value(of type: ABI.ValueType.Plain) throws(ABIError) -> ABI.Value {
        switch type.kind {
        case .bytes:
            let outer = try beginTail()
            let range = try content()
            endTail(outer)
            return .bytes(data.slice(range))
        case .string:
            let outer = try beginTail()
            let text = try textValue()
            endTail(outer)
            return text
        default:
            let place = head
            return try ABI.Value(word: try word(), as: type, at: place)
        }
    }

    /// Reads an array or a tuple.
    @_lifetime(self: copy self)
    private mutating func composite(_ type: ABI.ValueType) throws(ABIError) -> ABI.Value {
        guard type.isDynamic else { return try parts(of: type) }
        let outer = try beginTail()
        let value = try parts(of: type)
        endTail(outer)
        return value
    }

    @_lifetime(self: copy self)
    private mutating func parts(of type: ABI.ValueType) throws(ABIError) -> ABI.Value {
        switch type.form {
        case .array(let element):
            let count = try openArray(elementSize: element.headSize)
            return .array(try elements(count, of: element))
        case .fixedArray(let element, let count):
            if type.isDynamic { try openFrame(headSize: type.contentSize) }
            return .array(try elements(count, of: element))
        case .tuple(let members):
            if type.isDynamic { try openFrame(headSize: type.contentSize) }
            return .tuple(try read(members))
        default: return try value(of: type.plain)
        }
    }

    @_lifetime(self: copy self)
    private mutating func elements(
        _ count: Int, of type: ABI.ValueType
    ) throws(ABIError) -> [ABI.Value] {
        var values: [ABI.Value] = []
        values.reserveCapacity(Swift.min(count, Swift.max(rest, 0) / ABI.wordSize))
        let plain = type.plain
        for _ in 0..<count {
            values.append(plain.kind == .composite ? try composite(type) : try value(of: plain))
        }
        return values
    }

    /// A string; as its bytes when it is no UTF-8 and the rules allow that.
    @_lifetime(self: copy self)
    private mutating func textValue() throws(ABIError) -> ABI.Value {
        let range = try content()
        let text = unsafe span.withUnsafeBytes { raw -> String? in
            unsafe ABI.text(UnsafeRawBufferPointer(rebasing: raw[range]))
        }
        if let text { return .string(text) }
        guard rules.allowsMalformedUTF8 else { throw ABIError(.utf8, at: range.lowerBound) }
        return .bytes(data.slice(range))
    }
}

extension ABI.Value {
    /// The value of a word of an elementary static type.
    ///
    /// - Throws: ``ABIError`` with the rule of the type, at `offset`.
    init(word: Hash32, as type: ABI.ValueType.Plain, at offset: Int) throws(ABIError) {
        let limbs = ABILimbs(word)
        switch type.kind {
        case .uint:
            guard limbs.isUnsigned(bits: type.size) else { throw ABIError(.range, at: offset) }
            self = .uint(UInt256(word))
        case .int:
            guard limbs.isSigned(bits: type.size) else { throw ABIError(.range, at: offset) }
            self = .int(Int256(bitPattern: UInt256(word)))
        case .bool: self = .bool(try Bool(abiWord: word, at: offset))
        case .address: self = .address(try Address(abiWord: word, at: offset))
        case .fixedBytes:
            guard limbs.trailingZeroBitCount >= 256 - 8 * type.size else {
                throw ABIError(.bytesPadding, at: offset)
            }
            self = .fixedBytes(ABI.FixedBytes(word: word, count: type.size))
        case .bytes, .string, .composite:
            throw ABIError(.wrongType, at: offset)
        }
    }
}
