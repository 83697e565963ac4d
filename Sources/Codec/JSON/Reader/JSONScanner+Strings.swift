extension JSONScanner {
    /// What the text of a string between its quotes is like.
    struct StringRange {
        /// The bytes between the quotes.
        let bytes: Range<Int>
        /// Whether a backslash stands among them.
        let hasEscapes: Bool
    }

    /// Takes a string with its quotes; its bytes are checked: UTF-8, no control characters, every
    /// escape known, surrogates in pairs.
    mutating func string() throws(JSONError) -> StringRange {
        try take(UInt8(ascii: "\""))
        let start = offset
        var hasEscapes = false
        while true {
            skipPlain()
            guard let byte = next else { throw failure(.end) }
            switch byte {
            case UInt8(ascii: "\""):
                let range = start..<offset
                advance()
                return StringRange(bytes: range, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                _ = try escape()
            case 0x80...:
                try sequence()
            default:
                throw failure(.control)
            }
        }
    }

    /// Goes past ASCII without quote, backslash and control characters, eight bytes at a time.
    @inline(__always)
    private mutating func skipPlain() {
        var position = offset
        let end = text.byteCount
        while position &+ 8 <= end {
            let word = unsafe text.unsafeLoadUnaligned(
                fromByteOffset: position, as: UInt64.self
            ).littleEndian
            let special = JSONScanner.specialBytes(word)
            if special != 0 {
                offset = position &+ special.trailingZeroBitCount / 8
                return
            }
            position &+= 8
        }
        while position < end {
            let byte = byte(position)
            guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\")
            else { break }
            position &+= 1
        }
        offset = position
    }

    /// The top bit of each byte that ends a plain run; exact up to the first such byte.
    @inline(__always)
    private static func specialBytes(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        let quotes = word ^ (ones &* 0x22)
        let slashes = word ^ (ones &* 0x5c)
        let isQuote = (quotes &- ones) & ~quotes
        let isSlash = (slashes &- ones) & ~slashes
        let isControl = (word &- ones &* 0x20) & ~word
        return (isQuote | isSlash | isControl | word) & tops
    }

    /// Takes one sequence of two to four bytes of UTF-8 (RFC 3629 section 4).
    private mutating func sequence() throws(JSONError) {
        let first = byte(offset)
        let count: Int
        var second: ClosedRange<UInt8> = 0x80...0xbf
        switch first {
        case 0xc2...0xdf: count = 2
        case 0xe0: (count, second) = (3, 0xa0...0xbf)
        case 0xed: (count, second) = (3, 0x80...0x9f)
        case 0xe1...0xef: count = 3
        case 0xf0: (count, second) = (4, 0x90...0xbf)
        case 0xf4: (count, second) = (4, 0x80...0x8f)
        case 0xf1...0xf3: count = 4
        default: throw failure(.utf8)
        }
        for index in 1..<count {
            guard offset + index < text.byteCount else {
                throw JSONError(rule: .end, offset: text.byteCount)
            }
            let byte = byte(offset + index)
            guard (index == 1 ? second : 0x80...0xbf).contains(byte) else {
                throw JSONError(rule: .utf8, offset: offset, found: first)
            }
        }
        advance(by: count)
    }

    /// Takes one escape, beginning with its backslash.
    mutating func escape() throws(JSONError) -> Unicode.Scalar {
        let start = offset
        advance()
        guard let letter = next else { throw failure(.end) }
        advance()
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape(from: start)
        default: throw JSONError(rule: .escape, offset: start, found: letter)
        }
    }

    /// Takes the digits behind `\u`, and the second half of a surrogate pair.
    @_lifetime(self: copy self)
    private mutating func unicodeEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
        let unit = try fourDigits()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let unpaired = JSONError(rule: .surrogate, offset: start)
        guard unit < 0xdc00, offset + 1 < text.byteCount, byte(offset) == UInt8(ascii: "\\"),
            byte(offset + 1) == UInt8(ascii: "u")
        else { throw unpaired }
        advance(by: 2)
        let second = try fourDigits()
        guard second >= 0xdc00, second < 0xe000 else { throw unpaired }
        let value = 0x10000 + (UInt32(unit) - 0xd800) << 10 + (UInt32(second) - 0xdc00)
        guard let scalar = Unicode.Scalar(value) else { throw unpaired }
        return scalar
    }

    /// Takes four hex digits of either case.
    private mutating func fourDigits() throws(JSONError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = next else { throw failure(.end) }
            switch digit {
            case 0x30...0x39: value = value << 4 | UInt16(digit - 0x30)
            case 0x61...0x66: value = value << 4 | UInt16(digit - 0x57)
            case 0x41...0x46: value = value << 4 | UInt16(digit - 0x37)
            default: throw failure(.escape)
            }
            advance()
        }
        return value
    }

    /// The text of a string that ``string()`` has checked.
    func text(of range: StringRange) -> String {
        guard range.hasEscapes else { return plainText(range.bytes) }
        var cursor = JSONScanner(text.extracting(range.bytes))
        var result = ""
        while cursor.offset < cursor.text.byteCount {
            let start = cursor.offset
            while let byte = cursor.next, byte != UInt8(ascii: "\\") { cursor.advance() }
            result += cursor.plainText(start..<cursor.offset)
            guard cursor.offset < cursor.text.byteCount, let scalar = try? cursor.escape() else {
                break
            }
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    /// The text of bytes that are known to be UTF-8.
    func plainText(_ range: Range<Int>) -> String {
        unsafe text.extracting(range).withUnsafeBytes { bytes in
            unsafe String(decoding: bytes, as: UTF8.self)
        }
    }
}
