public import Primitives

extension ABI.Event {
    /// The topics of a log of this event with these values, one for each parameter.
    ///
    /// - Throws: ``ABIError`` with rule `wrongType`, `range` or `count`.
    public func topics(of values: [ABI.Value]) throws(ABIError) -> [Hash32] {
        try checkCount(values)
        var topics = isAnonymous ? [] : [topic]
        for index in inputs.indices where inputs[index].isIndexed {
            topics.append(try Self.topic(of: values[index], as: inputs[index].type))
        }
        return topics
    }

    /// The data of a log of this event with these values, one for each parameter.
    ///
    /// - Throws: ``ABIError`` with rule `wrongType`, `range` or `count`.
    public func data(of values: [ABI.Value]) throws(ABIError) -> Bytes {
        try checkCount(values)
        let plain = inputs.indices.filter { !inputs[$0].isIndexed }
        return try ABI.encode(plain.map { values[$0] }, as: plain.map { inputs[$0].type })
    }

    private func checkCount(_ values: [ABI.Value]) throws(ABIError) {
        guard values.count == inputs.count else {
            throw ABIError(.count, at: 0, expected: inputs.count, found: values.count)
        }
    }

    /// The topic of an indexed value: the word of an elementary one, the hash of any other. What is
    /// hashed is the bytes of a `bytes` or `string`, and of arrays and tuples their members one after
    /// the other, each padded to whole words, without offsets and lengths (Solidity documentation,
    /// "Encoding of Indexed Event Parameters").
    ///
    /// - Throws: ``ABIError`` with rule `wrongType`, `range` or `count`.
    public static func topic(
        of value: ABI.Value, as type: ABI.ValueType
    ) throws(ABIError) -> Hash32 {
        switch (type.form, value) {
        case (.bytes, .bytes(let bytes)): return Keccak256.hash(bytes)
        case (.string, .string(let text)): return Keccak256.hash(utf8: text)
        case (.array, _), (.fixedArray, _), (.tuple, _):
            let encoding = try ABI.encode([value], as: [type])
            guard !encoding.isEmpty else { return Keccak256.hash(Bytes()) }
            var parts: [Bytes] = []
            try inPlace(value, as: type, into: &parts)
            return Keccak256.hash(Bytes.joining(parts))
        default:
            guard let word = Hash32(try ABI.encode([value], as: [type])) else {
                throw ABIError(.wrongType, at: 0)
            }
            return word
        }
    }

    /// Appends a value that was checked against its type.
    private static func inPlace(
        _ value: ABI.Value, as type: ABI.ValueType, into parts: inout [Bytes]
    ) throws(ABIError) {
        switch (type.form, value) {
        case (.array(let element), .array(let values)),
            (.fixedArray(let element, _), .array(let values)):
            for value in values { try inPlace(value, as: element, into: &parts) }
        case (.tuple(let members), .tuple(let values)):
            for (member, value) in zip(members, values) {
                try inPlace(value, as: member, into: &parts)
            }
        case (.bytes, .bytes(let bytes)): parts.append(padded(bytes))
        case (.string, .string(let text)): parts.append(padded(Bytes(utf8: text)))
        default: parts.append(try ABI.encode([value], as: [type]))
        }
    }

    private static func padded(_ bytes: Bytes) -> Bytes {
        bytes + Bytes(repeating: 0, count: ABI.padded(bytes.count) - bytes.count)
    }
}
