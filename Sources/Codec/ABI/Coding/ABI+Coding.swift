public import Primitives

extension ABI {
    /// The one encoding of values, as of the arguments of a function.
    ///
    /// - Throws: ``ABIError`` with rule `wrongType`, `range` or `count`; its offset is where the value
    ///   would stand.
    public static func encode(
        _ values: [Value], as types: [ValueType]
    ) throws(ABIError) -> Bytes {
        try encode(values, as: types, behind: nil)
    }

    static func encode(
        _ values: [Value], as types: [ValueType], behind selector: FunctionSelector?
    ) throws(ABIError) -> Bytes {
        try written(behind: selector, headSize: headSize(of: types)) { writer throws(ABIError) in
            try writer.write(values, as: types)
        }
    }

    /// The values that an encoding holds.
    ///
    /// - Throws: ``ABIError`` with the first rule broken.
    public static func decode(
        _ data: Bytes, as types: [ValueType], rules: DecodingRules = .strict
    ) throws(ABIError) -> [Value] {
        try decode(data, as: types, startingAt: 0, rules: rules)
    }

    static func decode(
        _ data: Bytes, as types: [ValueType], startingAt start: Int, rules: DecodingRules
    ) throws(ABIError) -> [Value] {
        try data.withSpan { span throws(ABIError) in
            var reader = ABIReader(
                data, span, from: start, headSize: saturatedHeadSize(of: types, behind: start),
                rules: rules)
            let values = try reader.read(types)
            try reader.end()
            return values
        }
    }

    /// The size of the heads, such that `start` plus it is no overflow.
    private static func saturatedHeadSize(of types: [ValueType], behind start: Int) -> Int {
        min(headSize(of: types), Int.max - start)
    }
}

extension ABI.Function {
    /// The calldata of a call with these arguments.
    ///
    /// - Throws: ``ABIError`` with rule `wrongType`, `range` or `count`.
    public func encodeCall(_ arguments: [ABI.Value]) throws(ABIError) -> Bytes {
        try ABI.encode(arguments, as: inputTypes, behind: selector)
    }

    /// The arguments in calldata.
    ///
    /// - Throws: ``ABIError`` with rule `selector` when it calls another function, or with the first
    ///   rule broken.
    public func decodeCall(
        _ calldata: Bytes, rules: ABI.DecodingRules = .strict
    ) throws(ABIError) -> [ABI.Value] {
        guard FunctionSelector(startOf: calldata) == selector else {
            throw ABIError(.selector, at: 0)
        }
        return try ABI.decode(calldata, as: inputTypes, startingAt: 4, rules: rules)
    }

    /// The data of a return with these values.
    ///
    /// - Throws: ``ABIError`` with rule `wrongType`, `range` or `count`.
    public func encodeReturn(_ values: [ABI.Value]) throws(ABIError) -> Bytes {
        try ABI.encode(values, as: outputTypes)
    }

    /// The values in return data.
    ///
    /// - Throws: ``ABIError`` with the first rule broken.
    public func decodeReturn(
        _ data: Bytes, rules: ABI.DecodingRules = .strict
    ) throws(ABIError) -> [ABI.Value] {
        try ABI.decode(data, as: outputTypes, rules: rules)
    }
}

extension ABI.ErrorDeclaration {
    /// The revert data of the error with these values.
    ///
    /// - Throws: ``ABIError`` with rule `wrongType`, `range` or `count`.
    public func encode(_ values: [ABI.Value]) throws(ABIError) -> Bytes {
        try ABI.encode(values, as: inputTypes, behind: selector)
    }

    /// The values in revert data.
    ///
    /// - Throws: ``ABIError`` with rule `selector` when it is another error's, or with the first rule
    ///   broken.
    public func decode(
        _ revertData: Bytes, rules: ABI.DecodingRules = .strict
    ) throws(ABIError) -> [ABI.Value] {
        guard FunctionSelector(startOf: revertData) == selector else {
            throw ABIError(.selector, at: 0)
        }
        return try ABI.decode(revertData, as: inputTypes, startingAt: 4, rules: rules)
    }
}

extension ABI.Constructor {
    /// The arguments as they follow the init code.
    ///
    /// - Throws: ``ABIError`` with rule `wrongType`, `range` or `count`.
    public func encode(_ arguments: [ABI.Value]) throws(ABIError) -> Bytes {
        try ABI.encode(arguments, as: inputs.map(\.type))
    }
}
