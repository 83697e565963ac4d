/// A tuple of one member: a call, error or struct with a single parameter.
public protocol ABIUnary: ABITuple {
    /// The type of the parameter.
    associatedtype Argument: ABICodable

    /// The value of the parameter.
    var argument: Argument { get }

    /// With this value.
    init(_ argument: Argument)
}

extension ABIUnary {
    /// As many words as the member takes.
    @inlinable
    public static var abiShape: ABIShape {
        ABIShape(
            wordCount: Argument.abiShape.headSize / 32, isDynamic: Argument.abiShape.isDynamic)
    }

    /// Writes the member.
    @inlinable
    public func writeMembers(to writer: inout ABIWriter) { writer.write(argument) }

    /// Reads the member.
    @inlinable
    public init(membersFrom reader: inout ABIReader) throws(ABIError) {
        self.init(try reader.read())
    }
}

/// A tuple without members: a call or error without parameters.
public protocol ABINullary: ABITuple {
    /// The one value.
    init()
}

extension ABINullary {
    /// No words.
    @inlinable
    public static var abiShape: ABIShape { .fixed(words: 0) }

    /// Writes nothing.
    @inlinable
    public func writeMembers(to writer: inout ABIWriter) {}

    /// Reads nothing.
    @inlinable
    public init(membersFrom reader: inout ABIReader) throws(ABIError) { self.init() }
}

/// An event with a single parameter, which is not indexed.
public protocol ABIUnaryEvent: ABIEvent {
    /// The type of the parameter.
    associatedtype Argument: ABICodable

    /// The value of the parameter.
    var argument: Argument { get }

    /// With this value.
    init(_ argument: Argument)
}

extension ABIUnaryEvent {
    /// The words of the parameter, in logs of one topic.
    @inlinable
    public static func dataWordCount(indexedCount: Int) -> Int? {
        indexedCount == 0 ? Argument.abiShape.headSize / 32 : nil
    }

    /// Reads the parameter from the data.
    @inlinable
    public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
        self.init(try data.read())
    }
}

/// An event with a single parameter of one word, which is a topic in all or in some versions of the
/// contract: the number of topics says which.
public protocol ABIUnaryIndexedEvent: ABIEvent {
    /// The type of the parameter.
    associatedtype Argument: ABIWord

    /// Whether there are versions of the contract that do not index the parameter.
    static var isSometimesPlain: Bool { get }

    /// The value of the parameter.
    var argument: Argument { get }

    /// With this value.
    init(_ argument: Argument)
}

extension ABIUnaryIndexedEvent {
    /// Every version indexes the parameter.
    @inlinable
    public static var isSometimesPlain: Bool { false }

    /// No word in logs of two topics, one in logs of one where there are such.
    @inlinable
    public static func dataWordCount(indexedCount: Int) -> Int? {
        switch indexedCount {
        case 1: 0
        case 0: isSometimesPlain ? 1 : nil
        default: nil
        }
    }

    /// Reads the parameter from where it is.
    @inlinable
    public init(indexed: inout ABITopics, data: inout ABIReader) throws(ABIError) {
        self.init(indexed.isEmpty ? try data.read() : try indexed.read())
    }
}
