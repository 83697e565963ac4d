public import Primitives

/// The zero to four topics of a log, held in place.
@frozen
public struct LogTopics: Sendable {
    /// The most topics that a log can have (LOG4).
    public static let capacity = 4

    @usableFromInline var words: InlineArray<4, Hash32>
    @usableFromInline var filled: UInt8

    /// No topics.
    @inlinable
    public init() {
        words = InlineArray(repeating: .zero)
        filled = 0
    }

    /// The topics in `topics`, or nil when there are more than four.
    @inlinable
    public init?(_ topics: some Sequence<Hash32>) {
        self.init()
        for topic in topics {
            guard append(topic) else { return nil }
        }
    }

    /// The number of topics.
    @inlinable
    public var count: Int { Int(filled) }

    /// Adds a topic.
    ///
    /// - Returns: False, and nothing added, when there are four already.
    @inlinable
    public mutating func append(_ topic: Hash32) -> Bool {
        guard count < LogTopics.capacity else { return false }
        words[count] = topic
        filled += 1
        return true
    }
}

extension LogTopics: RandomAccessCollection {
    /// The place of the first topic.
    @inlinable
    public var startIndex: Int { 0 }

    /// The place after the last topic.
    @inlinable
    public var endIndex: Int { count }

    /// The topic at `position`, which must be in `0..<count`.
    @inlinable
    public subscript(position: Int) -> Hash32 { words[position] }
}

extension LogTopics: Hashable {
    /// Whether both have the same topics in the same order.
    public static func == (left: LogTopics, right: LogTopics) -> Bool {
        left.elementsEqual(right)
    }

    /// Feeds the count and the topics.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        for topic in self { hasher.combine(topic) }
    }
}
