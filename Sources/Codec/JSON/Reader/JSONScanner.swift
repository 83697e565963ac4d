/// The tokens of JSON (RFC 8259), read one after the other from memory that is lent.
///
/// Every read is within bounds by the test in front of it, so that no byte of a hostile text is
/// read twice by different rules and none beyond its end.
struct JSONScanner: ~Escapable {
    let text: RawSpan
    var offset = 0

    /// A scanner at the beginning of `text`.
    @_lifetime(copy text)
    init(_ text: RawSpan) {
        self.text = text
    }

    /// The byte at `position`, which the caller has compared with the end.
    @inline(__always)
    func byte(_ position: Int) -> UInt8 {
        unsafe text.unsafeLoad(fromByteOffset: position, as: UInt8.self)
    }

    /// The next byte, if there is one.
    @inline(__always)
    var next: UInt8? { offset < text.byteCount ? byte(offset) : nil }

    /// Goes on by `count` bytes, at most to the end.
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func advance(by count: Int = 1) {
        offset = Swift.min(offset &+ count, text.byteCount)
    }

    /// Goes past white space: space, tab, line feed, carriage return.
    @inline(__always)
    mutating func skipSpace() {
        while offset < text.byteCount {
            let byte = byte(offset)
            guard byte <= 0x20, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 else {
                return
            }
            offset &+= 1
        }
    }

    /// An error at the current place: `.end` where the text ends, otherwise `rule`.
    @inline(never)
    func failure(_ rule: JSONError.Rule) -> JSONError {
        guard let next else { return JSONError(rule: .end, offset: offset) }
        return JSONError(rule: rule, offset: offset, found: next)
    }

    /// Takes `expected` or fails.
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func take(_ expected: UInt8) throws(JSONError) {
        guard offset < text.byteCount, byte(offset) == expected else { throw failure(.separator) }
        offset &+= 1
    }

    /// Takes the letters of `true`, `false` or `null`.
    @_lifetime(self: copy self)
    mutating func literal(_ letters: StaticString) throws(JSONError) {
        let count = letters.utf8CodeUnitCount
        for index in 0..<count {
            let letter = unsafe letters.utf8Start[index]
            guard offset < text.byteCount, byte(offset) == letter else { throw failure(.value) }
            offset &+= 1
        }
    }

    /// The letters `null`, `true` and `fals`, the first in the lowest byte.
    static let nullLetters: UInt32 = 0x6c6c_756e
    static let trueLetters: UInt32 = 0x6575_7274
    static let falsLetters: UInt32 = 0x736c_6166

    /// Takes four letters if exactly they come next.
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func takes(_ letters: UInt32) -> Bool {
        guard offset &+ 4 <= text.byteCount,
            unsafe text.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian
                == letters
        else { return false }
        offset &+= 4
        return true
    }

    /// Takes a number and gives the range of its text.
    mutating func number() throws(JSONError) -> Range<Int> {
        let start = offset
        if next == UInt8(ascii: "-") { advance() }
        if next == UInt8(ascii: "0") {
            advance()
        } else {
            try digits()
        }
        if next == UInt8(ascii: ".") {
            advance()
            try digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            advance()
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { advance() }
            try digits()
        }
        return start..<offset
    }

    /// Takes at least one decimal digit.
    private mutating func digits() throws(JSONError) {
        guard let first = next, first &- 0x30 < 10 else { throw failure(.number) }
        while let digit = next, digit &- 0x30 < 10 { advance() }
    }
}

extension JSONScanner {
    /// Refuses a byte order mark, and a text above the limit.
    func checkBeginning(_ limits: JSONLimits) throws(JSONError) {
        guard text.byteCount <= limits.byteCount else {
            throw JSONError(rule: .size, offset: limits.byteCount, limit: limits.byteCount)
        }
        if text.byteCount >= 3, byte(0) == 0xef, byte(1) == 0xbb, byte(2) == 0xbf {
            throw JSONError(rule: .byteOrderMark, offset: 0)
        }
    }

    /// Refuses anything but white space up to the end.
    mutating func checkEnd() throws(JSONError) {
        skipSpace()
        guard offset == text.byteCount else { throw failure(.trailing) }
    }
}
