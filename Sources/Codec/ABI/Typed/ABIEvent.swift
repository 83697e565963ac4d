public import Primitives

/// The indexed topics of a log, read one after the other.
@frozen
public struct ABITopics: Sendable {
    /// The most topics that a log can have.
    public static let limit = 4

    @usableFromInline var words: (Hash32, Hash32, Hash32)
    /// The number of topics behind the event's own.
    public let count: Int
    @usableFromInline var position: Int

    /// The topics behind the first.
    ///
    /// - Throws: ``ABIError`` with rule `topicCount` when there are none or too many.
    @inlinable
    @inline(__always)
    public init<Topics: RandomAccessCollection<Hash32>>(_ topics: Topics) throws(ABIError) {
        let found = topics.count
        guard found >= 1, found <= ABITopics.limit else {
            throw ABIError(.topicCount, at: 0, found: found)
        }
        let start = topics.startIndex
        words = (.zero, .zero, .zero)
        if found > 1 { words.0 = topics[topics.index(start, offsetBy: 1)] }
        if found > 2 { words.1 = topics[topics.index(start, offsetBy: 2)] }
        if found > 3 { words.2 = topics[topics.index(start, offsetBy: 3)] }
        count = found &- 1
        position = 0
    }

    /// Whether there are no topics behind the event's own.
    @inlinable
    public var isEmpty: Bool { count == 0 }

    /// Reads the next topic as a value.
    ///
    /// - Throws: ``ABIError`` with the rule of the type; its offset is the topic's position.
    @inlinable
    public mutating func read<Value: ABIWord>(
        _ type: Value.Type = Value.self
    ) throws(ABIError) -> Value {
        let word =
            switch position {
            case 0: words.0
            case 1: words.1
            default: words.2
            }
        position &+= 1
        guard position <= count else { throw ABIError(.topicCount, at: position) }
        return try Value(abiWord: word, at: position)
    }
}

/// An event that is known when the program is compiled.
public protocol ABIEvent: Sendable, Hashable {
    /// The event's topic and declarations.
    static var id: ABI.TopicID { get }

    /// The words that the heads take in the data of a log with so many indexed topics; nil when no
    /// version of the event has so many.
    static func dataWordCount(indexedCount: Int) -> Int?

    /// Reads the indexed topics, then the data.
    ///
    /// - Throws: ``ABIError`` with the first rule broken.
    init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError)
}

extension ABIEvent {
    /// The event that a log holds.
    ///
    /// - Throws: ``ABIError`` with rule `topicCount`, `signature`, or the first that the topics or the
    ///   data break.
    @inlinable
    public init<Topics: RandomAccessCollection<Hash32>>(
        topics: Topics, data: Bytes, rules: ABI.DecodingRules = .strict
    ) throws(ABIError) {
        var indexed = try ABITopics(topics)
        guard let wordCount = Self.dataWordCount(indexedCount: indexed.count) else {
            throw ABIError(.topicCount, at: 0, found: indexed.count &+ 1)
        }
        guard topics.first == Self.id.topic else { throw ABIError(.signature, at: 0) }
        self = try data.withSpan { span throws(ABIError) in
            var reader = ABIReader(data, span, from: 0, headSize: 32 &* wordCount, rules: rules)
            let event = try Self(indexed: &indexed, data: &reader)
            try reader.end()
            return event
        }
    }
}
