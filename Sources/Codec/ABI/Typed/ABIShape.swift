/// How many words a type takes in the head of the tuple that holds it, and whether those are an
/// offset.
@frozen
public struct ABIShape: Hashable, Sendable {
    /// The words of the value itself: of a tuple, the heads of its members.
    public let wordCount: Int
    /// Whether the value stands in the tail and the head holds its offset.
    public let isDynamic: Bool

    /// A shape; ``fixed(words:)`` and ``dynamic(words:)`` read better.
    @inlinable
    init(wordCount: Int, isDynamic: Bool) {
        self.wordCount = wordCount
        self.isDynamic = isDynamic
    }

    /// A static type of so many words.
    @inlinable
    public static func fixed(words: Int) -> ABIShape {
        ABIShape(wordCount: words, isDynamic: false)
    }

    /// A dynamic type: a tuple of so many words in its own head, or bytes, a string or an array.
    @inlinable
    public static func dynamic(words: Int) -> ABIShape {
        ABIShape(wordCount: words, isDynamic: true)
    }

    /// The bytes in the head of the tuple that holds the value.
    @inlinable
    public var headSize: Int { isDynamic ? 32 : 32 &* wordCount }

    /// The bytes of the value's own head.
    @inlinable
    public var contentSize: Int { 32 &* wordCount }
}

/// A Swift type that has an ABI type of its own, known when the program is compiled.
///
/// Conform with ``ABITuple`` for structs, calls and events.
public protocol ABICodable: Sendable {
    /// The words of the type and whether it is dynamic.
    static var abiShape: ABIShape { get }

    /// Writes the value where the writer stands: a static value's words, or a dynamic one's content.
    func write(to writer: inout ABIWriter)

    /// Reads the value where the reader stands.
    ///
    /// - Throws: ``ABIError`` with the first rule broken.
    init(from reader: inout ABIReader) throws(ABIError)
}

/// A tuple whose members are known when the program is compiled.
public protocol ABITuple: ABICodable {
    /// Writes the members in order.
    func writeMembers(to writer: inout ABIWriter)

    /// Reads the members in order.
    ///
    /// - Throws: ``ABIError`` with the first rule broken.
    init(membersFrom reader: inout ABIReader) throws(ABIError)
}

extension ABITuple {
    /// Writes the members in place, or in a frame of their own where one of them is dynamic.
    @inlinable
    public func write(to writer: inout ABIWriter) {
        if Self.abiShape.isDynamic { writer.openFrame(headSize: Self.abiShape.contentSize) }
        writeMembers(to: &writer)
    }

    /// Reads the members in place, or from a frame of their own where one of them is dynamic.
    @inlinable
    public init(from reader: inout ABIReader) throws(ABIError) {
        if Self.abiShape.isDynamic { try reader.openFrame(headSize: Self.abiShape.contentSize) }
        try self.init(membersFrom: &reader)
    }
}
