extension JSONReader {
    /// The next value as a tree.
    public mutating func value() throws(JSONError) -> JSONValue {
        var parser = JSONParser(scanner, limits: limits, valueCount: valueCount)
        let value = try parser.value(depth: depth)
        scanner.offset = parser.scanner.offset
        valueCount = parser.valueCount
        return value
    }

    /// Goes past the next value, which is checked like any other.
    public mutating func skip() throws(JSONError) {
        switch next {
        case .string:
            try count()
            _ = try scanner.string()
        case .number:
            try count()
            _ = try scanner.number()
        default:
            _ = try value()
        }
    }

    /// Goes past the next value, of which everything is checked but that no object has a name twice,
    /// which costs a list of names: for a text that is read whole afterwards.
    @_lifetime(self: copy self)
    public mutating func passOver() throws(JSONError) {
        switch next {
        case .object:
            try beginObject()
            while try !closes(UInt8(ascii: "}")) {
                _ = try scanner.string()
                try colon()
                try passOver()
            }
        case .array:
            try beginArray()
            while try nextItem() { try passOver() }
        case .bool: _ = try bool()
        case .null: _ = try takesNull()
        case .string, .number: try skip()
        case nil: throw scanner.failure(.value)
        }
    }

    /// Takes `null` if it comes next.
    public mutating func takesNull() throws(JSONError) -> Bool {
        guard scanner.next == UInt8(ascii: "n") else { return false }
        try count()
        if scanner.takes(JSONScanner.nullLetters) { return true }
        try scanner.literal("null")
        return true
    }

    /// A boolean.
    public mutating func bool() throws(JSONError) -> Bool {
        guard next == .bool else { throw wrongType() }
        try count()
        if scanner.takes(JSONScanner.falsLetters) {
            try scanner.literal("e")
            return false
        }
        if scanner.takes(JSONScanner.trueLetters) { return true }
        let isTrue = scanner.next == UInt8(ascii: "t")
        try scanner.literal(isTrue ? "true" : "false")
        return isTrue
    }

    /// The text of a string.
    public mutating func string() throws(JSONError) -> String {
        guard next == .string else { throw wrongType() }
        try count()
        let range = try scanner.string()
        return scanner.text(of: range)
    }

    /// Where the bytes of a string stand between its quotes, in the text that is read.
    ///
    /// - Returns: Nil, and nothing taken, where some of its characters are written as escapes.
    public mutating func plainString() throws(JSONError) -> Range<Int>? {
        guard next == .string else { throw wrongType() }
        let start = scanner.offset
        let range = try scanner.string()
        guard !range.hasEscapes else {
            scanner.offset = start
            return nil
        }
        try count()
        return range.bytes
    }

    /// The exact text of a number.
    public mutating func number() throws(JSONError) -> String {
        guard next == .number else { throw wrongType() }
        try count()
        let range = try scanner.number()
        return scanner.plainText(range)
    }
}
