public import Primitives

extension ABI {
    /// The encoding of one value, as of a function's only argument.
    @inlinable
    public static func encode<Value: ABICodable>(_ value: Value) -> Bytes {
        written(headSize: Value.abiShape.headSize) { writer in writer.write(value) }
    }

    /// The encoding of the members of a tuple, as of a function's arguments.
    @inlinable
    public static func encode<Tuple: ABITuple>(membersOf tuple: Tuple) -> Bytes {
        written(headSize: Tuple.abiShape.contentSize) { writer in tuple.writeMembers(to: &writer) }
    }

    /// A selector, then the encoding of the members of a tuple.
    @inlinable
    public static func encode<Tuple: ABITuple>(
        _ tuple: Tuple, behind selector: FunctionSelector
    ) -> Bytes {
        written(behind: selector, headSize: Tuple.abiShape.contentSize) { writer in
            tuple.writeMembers(to: &writer)
        }
    }

    /// One value, as a function's only returned one.
    ///
    /// - Throws: ``ABIError`` with the first rule broken.
    @inlinable
    public static func decode<Value: ABICodable>(
        _ type: Value.Type, from data: Bytes, rules: DecodingRules = .strict
    ) throws(ABIError) -> Value {
        try data.withSpan { span throws(ABIError) in
            var reader = ABIReader(
                data, span, from: 0, headSize: Value.abiShape.headSize, rules: rules)
            let value: Value = try reader.read()
            try reader.end()
            return value
        }
    }

    /// The members of a tuple, as a function's returned values.
    ///
    /// - Throws: ``ABIError`` with the first rule broken.
    @inlinable
    public static func decode<Tuple: ABITuple>(
        membersOf type: Tuple.Type, from data: Bytes, rules: DecodingRules = .strict
    ) throws(ABIError) -> Tuple {
        try decode(type, from: data, startingAt: 0, rules: rules)
    }

    /// The members of a tuple that follow a selector.
    ///
    /// - Throws: ``ABIError`` with rule `selector` when it is another, or with the first rule broken.
    @inlinable
    public static func decode<Tuple: ABITuple>(
        _ type: Tuple.Type, from data: Bytes, behind selector: FunctionSelector,
        rules: DecodingRules = .strict
    ) throws(ABIError) -> Tuple {
        guard FunctionSelector(startOf: data) == selector else {
            throw ABIError(.selector, at: 0)
        }
        return try decode(type, from: data, startingAt: 4, rules: rules)
    }

    @inlinable
    static func decode<Tuple: ABITuple>(
        _ type: Tuple.Type, from data: Bytes, startingAt start: Int, rules: DecodingRules
    ) throws(ABIError) -> Tuple {
        try data.withSpan { span throws(ABIError) in
            var reader = ABIReader(
                data, span, from: start, headSize: Tuple.abiShape.contentSize, rules: rules)
            let tuple = try Tuple(membersFrom: &reader)
            try reader.end()
            return tuple
        }
    }
}
