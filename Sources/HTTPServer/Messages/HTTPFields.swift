import NIOHTTP1

/// The fields of a head in the order they were sent; names compare without case (RFC 9110, 5.1).
public struct HTTPFields: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    var headers: HTTPHeaders

    /// No fields.
    public init() {
        headers = HTTPHeaders()
    }

    /// The given fields; a name may occur more than once.
    public init(dictionaryLiteral elements: (String, String)...) {
        headers = HTTPHeaders(elements)
    }

    /// The fields as the parser found them, without the white space behind a value, which the
    /// parser leaves in place and RFC 9110, 5.5 excludes.
    init(received headers: HTTPHeaders) {
        let isTrimmed = headers.allSatisfy { $0.value.utf8.last.map(Self.isBlank) != true }
        self.headers =
            isTrimmed
            ? headers : HTTPHeaders(headers.map { ($0.name, Self.trimmingEnd(of: $0.value)) })
    }

    /// How many fields there are; a repeated name counts each time.
    public var count: Int { headers.count }

    /// The value of the first field of this name, nil when there is none.
    public func first(_ name: String) -> String? {
        headers.first(name: name)
    }

    /// The values of all fields of this name, in the order they were sent, not split at commas.
    public func all(_ name: String) -> [String] {
        headers.lazy.filter { $0.name.equalsIgnoringASCIICase(name) }.map(\.value)
    }

    /// Adds a field behind the others.
    ///
    /// In a response, a name that is no token or a value that is not printable ASCII makes the
    /// server answer 500 instead: text of others cannot split a response.
    public mutating func append(_ name: String, _ value: String) {
        headers.add(name: name, value: value)
    }
}

extension HTTPFields {
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09
    }

    private static func trimmingEnd(of value: String) -> String {
        let blanks = value.utf8.reversed().prefix(while: isBlank).count
        return String(value.utf8.dropLast(blanks)) ?? value
    }
}

extension HTTPFields: Sequence {
    /// Walks over the fields in the order they were sent.
    public func makeIterator() -> AnyIterator<(name: String, value: String)> {
        var iterator = headers.makeIterator()
        return AnyIterator { iterator.next() }
    }
}

extension String {
    /// Whether both texts are the same when A to Z and a to z are one.
    func equalsIgnoringASCIICase(_ other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        var left = utf8.makeIterator()
        var right = other.utf8.makeIterator()
        while let first = left.next(), let second = right.next() {
            guard first.asciiLowercased == second.asciiLowercased else { return false }
        }
        return true
    }
}

extension UInt8 {
    /// a to z for A to Z, every other byte unchanged.
    var asciiLowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}
