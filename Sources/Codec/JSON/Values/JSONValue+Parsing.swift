public import Primitives

extension JSONValue {
    /// The one value that `text` writes, by RFC 8259 without any leniency: no byte order mark, no
    /// second value, no name twice in an object (compared by bytes after resolving escapes), no half
    /// of a surrogate pair, UTF-8 only.
    ///
    /// - Throws: ``JSONError`` with the first rule broken and the byte at which it is.
    public init(parsing text: Bytes, limits: JSONLimits = .standard) throws(JSONError) {
        self = try text.withSpan { span throws(JSONError) in
            var parser = JSONParser(span, limits: limits)
            return try parser.document()
        }
    }

    /// The one value that `text` writes.
    ///
    /// - Throws: ``JSONError`` with the first rule broken and the byte at which it is.
    public init(parsing text: String, limits: JSONLimits = .standard) throws(JSONError) {
        try self.init(parsing: Bytes(utf8: text), limits: limits)
    }
}

/// Builds the tree of values over a scanner.
struct JSONParser: ~Escapable {
    var scanner: JSONScanner
    private let limits: JSONLimits
    private(set) var valueCount = 0

    @_lifetime(copy text)
    init(_ text: RawSpan, limits: JSONLimits) {
        scanner = JSONScanner(text)
        self.limits = limits
    }

    /// Goes on where another reader stands.
    @_lifetime(copy scanner)
    init(_ scanner: JSONScanner, limits: JSONLimits, valueCount: Int) {
        self.scanner = scanner
        self.limits = limits
        self.valueCount = valueCount
    }

    /// The one value of the text.
    mutating func document() throws(JSONError) -> JSONValue {
        try scanner.checkBeginning(limits)
        let value = try value(depth: 0)
        try scanner.checkEnd()
        return value
    }

    /// The next value, inside of `depth` arrays and objects.
    @_lifetime(self: copy self)
    mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        scanner.skipSpace()
        valueCount &+= 1
        guard valueCount <= limits.valueCount else {
            throw JSONError(rule: .count, offset: scanner.offset, limit: limits.valueCount)
        }
        guard let first = scanner.next else { throw scanner.failure(.end) }
        switch first {
        case UInt8(ascii: "\""):
            let range = try scanner.string()
            return .string(scanner.text(of: range))
        case UInt8(ascii: "{"):
            return .object(try members(depth: try deeper(depth)))
        case UInt8(ascii: "["):
            return .array(try items(depth: try deeper(depth)))
        case UInt8(ascii: "t"):
            try scanner.literal("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try scanner.literal("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try scanner.literal("null")
            return .null
        case UInt8(ascii: "-"), 0x30...0x39:
            let range = try scanner.number()
            return .number(scanner.plainText(range))
        default:
            throw scanner.failure(.value)
        }
    }

    /// The depth inside of the bracket at the current place.
    private func deeper(_ depth: Int) throws(JSONError) -> Int {
        guard depth < limits.depth else {
            throw JSONError(rule: .depth, offset: scanner.offset, limit: limits.depth)
        }
        return depth + 1
    }

    @_lifetime(self: copy self)
    private mutating func items(depth: Int) throws(JSONError) -> [JSONValue] {
        scanner.advance()
        scanner.skipSpace()
        var items: [JSONValue] = []
        if scanner.next == UInt8(ascii: "]") {
            scanner.advance()
            return items
        }
        while true {
            items.append(try value(depth: depth))
            scanner.skipSpace()
            if scanner.next == UInt8(ascii: "]") {
                scanner.advance()
                return items
            }
            try scanner.take(UInt8(ascii: ","))
        }
    }

    @_lifetime(self: copy self)
    private mutating func members(depth: Int) throws(JSONError) -> [JSONMember] {
        scanner.advance()
        scanner.skipSpace()
        var members: [JSONMember] = []
        var names = JSONNames()
        if scanner.next == UInt8(ascii: "}") {
            scanner.advance()
            return members
        }
        while true {
            scanner.skipSpace()
            let start = scanner.offset
            let name = scanner.text(of: try scanner.string())
            guard names.insert(name, after: members) else {
                throw JSONError(rule: .duplicate, offset: start, name: name)
            }
            scanner.skipSpace()
            try scanner.take(UInt8(ascii: ":"))
            members.append(JSONMember(name, try value(depth: depth)))
            scanner.skipSpace()
            if scanner.next == UInt8(ascii: "}") {
                scanner.advance()
                return members
            }
            try scanner.take(UInt8(ascii: ","))
        }
    }
}
