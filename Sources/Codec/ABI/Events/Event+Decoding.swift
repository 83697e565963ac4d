public import Primitives

extension ABI {
    /// What a log says about one parameter of its event.
    public enum EventValue: Hashable, Sendable {
        /// The value.
        case value(Value)
        /// The hash of an indexed string, bytes, array or tuple: the log does not have the value.
        case hash(Hash32)
    }
}

extension ABI.EventValue {
    /// The value; nil where the log has only a hash.
    public var value: ABI.Value? { if case .value(let value) = self { value } else { nil } }
}

extension ABI.EventValue: CustomStringConvertible {
    /// The value, or the hash with the remark that it is one.
    public var description: String {
        switch self {
        case .value(let value): value.description
        case .hash(let hash): "hash \(hash.hex)"
        }
    }
}

extension ABI.Event {
    /// What a log of this event says about each parameter, in declared order.
    ///
    /// - Throws: ``ABIError`` with rule `topicCount`, then `signature`, then the first that an indexed
    ///   word (its offset is the topic's position) or the data breaks.
    @inlinable
    public func decode<Topics: RandomAccessCollection<Hash32>>(
        topics: Topics, data: Bytes, rules: ABI.DecodingRules = .strict
    ) throws(ABIError) -> [ABI.EventValue] {
        guard topics.count == topicCount else {
            throw ABIError(.topicCount, at: 0, expected: topicCount, found: topics.count)
        }
        guard isAnonymous || topics.first == topic else { throw ABIError(.signature, at: 0) }
        var values: [ABI.EventValue] = []
        values.reserveCapacity(inputs.count)
        var position = isAnonymous ? 0 : 1
        for index in inputs.indices {
            guard inputs[index].isIndexed else {
                values.append(.hash(.zero))
                continue
            }
            let word = topics[topics.index(topics.startIndex, offsetBy: position)]
            values.append(try value(of: index, topic: word, at: position))
            position += 1
        }
        try read(data, into: &values, rules: rules)
        return values
    }

    /// What a topic says about the parameter `index`.
    @usableFromInline
    func value(
        of index: Int, topic: Hash32, at position: Int
    ) throws(ABIError) -> ABI.EventValue {
        let plain = inputs[index].type.plain
        guard plain.isWord else { return .hash(topic) }
        return .value(try ABI.Value(word: topic, as: plain, at: position))
    }

    /// Reads the parameters that are not indexed.
    @usableFromInline
    func read(
        _ data: Bytes, into values: inout [ABI.EventValue], rules: ABI.DecodingRules
    ) throws(ABIError) {
        try data.withSpan { span throws(ABIError) in
            var reader = ABIReader(data, span, from: 0, headSize: dataHeadSize, rules: rules)
            for index in inputs.indices where !inputs[index].isIndexed {
                let plain = inputs[index].type.plain
                values[index] = .value(
                    plain.kind == .composite
                        ? try reader.read(inputs[index].type) : try reader.value(of: plain))
            }
            try reader.end()
        }
    }
}
