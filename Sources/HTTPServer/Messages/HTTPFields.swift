/// The fields of a request's head in the order they were sent; names compare without case (RFC 9110, 5.1).
public struct HTTPFields: Sendable, ExpressibleByDictionaryLiteral {
    private var list: [(name: String, value: String)]

    /// No fields.
    public init() {
        list = []
    }

    /// The given fields; a name may occur more than once.
    public init(dictionaryLiteral elements: (String, String)...) {
        list = elements.map { (name: $0.0, value: $0.1) }
    }

    /// No fields, and room for some.
    init(capacity: Int) {
        list = []
        list.reserveCapacity(capacity)
    }

    /// How many fields there are; a repeated name counts each time.
    public var count: Int { list.count }

    /// The value of the first field of this name, nil when there is none.
    public func first(_ name: String) -> String? {
        list.first { $0.name.equalsIgnoringASCIICase(name) }?.value
    }

    /// The values of all fields of this name, in the order they were sent, not split at commas.
    public func all(_ name: String) -> [String] {
        list.filter { $0.name.equalsIgnoringASCIICase(name) }.map(\.value)
    }

    /// Adds a field behind the others.
    public mutating func append(_ name: String, _ value: String) {
        list.append((name: name, value: value))
    }
}

extension HTTPFields: Equatable {
    /// Whether both are the same fields in the same order.
    public static func == (left: Self, right: Self) -> Bool {
        left.list.elementsEqual(right.list) { left, right in
            left.name.equalsIgnoringASCIICase(right.name) && left.value == right.value
        }
    }
}

extension HTTPFields: Sequence {
    /// Walks over the fields in the order they were sent.
    public func makeIterator() -> IndexingIterator<[(name: String, value: String)]> {
        list.makeIterator()
    }
}

extension String {
    /// Whether both texts are the same when A to Z and a to z are one.
    func equalsIgnoringASCIICase(_ other: String) -> Bool {
        let (left, right) = (utf8Span.span, other.utf8Span.span)
        guard left.count == right.count else { return false }
        for place in left.indices
        where left[place].asciiLowercased != right[place].asciiLowercased { return false }
        return true
    }
}

extension UInt8 {
    /// a to z for A to Z, every other byte unchanged.
    var asciiLowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}
