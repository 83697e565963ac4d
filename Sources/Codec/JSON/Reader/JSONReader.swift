/// A cursor over JSON text that makes no tree: blocks, logs and receipts are read straight into
/// their checked types.
///
/// It refuses what ``JSONValue`` refuses: what it does not hand out it checks all the same. Errors
/// name the member in which they arose.
public struct JSONReader: ~Escapable {
    /// Whether quantities may have upper-case digits and leading zeros, which the execution APIs
    /// forbid and some nodes write. False unless asked for.
    public var acceptsLooseQuantities = false

    var scanner: JSONScanner
    let limits: JSONLimits
    var depth = 0
    var valueCount = 0
    /// Whether the last token was an opening bracket, so that no comma comes first.
    var isAtStart = false
    /// Where the name of the current member begins; nil outside of objects.
    var nameOffset: Int?

    /// A reader at the beginning of `text`.
    ///
    /// - Throws: ``JSONError`` when the text is too large or begins with a byte order mark.
    @_lifetime(copy text)
    public init(_ text: RawSpan, limits: JSONLimits = .standard) throws(JSONError) {
        scanner = JSONScanner(text)
        self.limits = limits
        try scanner.checkBeginning(limits)
        scanner.skipSpace()
    }

    /// The place in the text, in bytes from its beginning.
    public var offset: Int { scanner.offset }

    /// How many bytes of the text are left, for guesses at how many items follow.
    public var bytesLeft: Int { scanner.text.byteCount - scanner.offset }

    /// Refuses anything but white space up to the end of the text.
    public mutating func finish() throws(JSONError) {
        try scanner.checkEnd()
    }

    /// The type of the value that comes next; nil when none does.
    public var next: JSONType? {
        guard let byte = scanner.next else { return nil }
        return switch byte {
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
        case UInt8(ascii: "n"): .null
        case UInt8(ascii: "-"), 0x30...0x39: .number
        default: nil
        }
    }

    /// Counts a value against the limit.
    @inline(__always)
    mutating func count() throws(JSONError) {
        valueCount &+= 1
        if valueCount > limits.valueCount {
            throw JSONError(rule: .count, offset: offset, limit: limits.valueCount)
        }
    }

    /// Takes an opening bracket.
    @_lifetime(self: copy self)
    private mutating func open(_ bracket: UInt8) throws(JSONError) {
        try count()
        guard scanner.next == bracket else { throw wrongType() }
        guard depth < limits.depth else {
            throw JSONError(rule: .depth, offset: offset, limit: limits.depth)
        }
        scanner.advance()
        scanner.skipSpace()
        depth &+= 1
        isAtStart = true
    }

    /// Takes a closing bracket if it comes next; otherwise the comma in front of a further element.
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func closes(_ bracket: UInt8) throws(JSONError) -> Bool {
        if !isAtStart {
            // Most often a comma and the next element stand here, without white space.
            let place = scanner.offset
            if place &+ 1 < scanner.text.byteCount, scanner.byte(place) == UInt8(ascii: ","),
                scanner.byte(place &+ 1) > 0x20
            {
                scanner.offset = place &+ 1
                return false
            }
            scanner.skipSpace()
        }
        if scanner.next == bracket {
            scanner.advance()
            depth &-= 1
            isAtStart = false
            return true
        }
        if isAtStart {
            isAtStart = false
        } else {
            try scanner.take(UInt8(ascii: ","))
            scanner.skipSpace()
        }
        return false
    }

    /// Enters an array, whose items ``nextItem()`` then goes through.
    public mutating func beginArray() throws(JSONError) {
        try open(UInt8(ascii: "["))
    }

    /// Goes to the next item of the array entered last; false, and past the array, when there is
    /// none. The item must be read before the next call.
    public mutating func nextItem() throws(JSONError) -> Bool {
        try !closes(UInt8(ascii: "]"))
    }

    /// Enters an object, whose members `nextField` then goes through.
    public mutating func beginObject() throws(JSONError) {
        try open(UInt8(ascii: "{"))
    }
}

extension JSONReader {
    /// The name of the current member, for errors.
    private var memberName: String? {
        guard let nameOffset else { return nil }
        var again = scanner
        again.offset = nameOffset
        guard let range = try? again.string() else { return nil }
        return again.text(of: range)
    }

    /// An error of the current member at `place`.
    @inline(never)
    public func failure(_ rule: JSONError.Rule, at place: Int? = nil) -> JSONError {
        let place = place ?? offset
        return JSONError(rule: rule, offset: place, name: memberName)
    }

    /// The error for a value of another type than asked for, or for no value at all.
    @inline(never)
    func wrongType() -> JSONError {
        if scanner.next == nil { return scanner.failure(.end) }
        return next == nil ? scanner.failure(.value) : failure(.type)
    }
}
