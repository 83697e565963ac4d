/// A request's head, taken apart (RFC 9112, 3 and 5).
struct RequestHead {
    /// The versions that are spoken.
    enum Version {
        case http10, http11
    }

    let method: String
    let target: String
    let version: Version
    let fields: HTTPFields

    /// More fields than most clients send.
    private static let usualFields = 8

    /// Takes the bytes of a head apart that ``HeadScanner`` has found whole: it has seen to line
    /// ends, control characters and the two spaces of the request line.
    ///
    /// - Throws: ``HTTPRefusal`` for a line that breaks the grammar, for a version other than
    ///   HTTP/1.0 and HTTP/1.1, and for a method that is not of RFC 9110, 9 or RFC 5789.
    init(_ bytes: borrowing Span<UInt8>) throws(HTTPRefusal) {
        let start = bytes.place(from: 0) { $0 != .carriageReturn && $0 != .lineFeed }
        let methodEnd = bytes.place(of: .space, from: start)
        let targetEnd = bytes.place(of: .space, from: methodEnd + 1)
        var lineEnd = bytes.place(of: .carriageReturn, from: targetEnd + 1)
        guard lineEnd < bytes.count else { throw .malformed(.requestLine) }
        method = bytes.text(start..<methodEnd)
        guard method.isToken else { throw .malformed(.syntax) }
        target = bytes.text(methodEnd + 1..<targetEnd)
        version = try Self.version(bytes.text(targetEnd + 1..<lineEnd))
        guard Self.isImplemented(method) else { throw .methodNotImplemented }
        var fields = HTTPFields(capacity: Self.usualFields)
        while true {
            let lineStart = lineEnd + 2
            lineEnd = bytes.place(of: .carriageReturn, from: lineStart)
            guard lineEnd > lineStart, lineEnd < bytes.count else { break }
            try fields.append(bytes, lineStart..<lineEnd)
        }
        self.fields = fields
    }

    private static func version(_ text: String) throws(HTTPRefusal) -> Version {
        switch text {
        case "HTTP/1.1": return .http11
        case "HTTP/1.0": return .http10
        default:
            let isVersion =
                text.hasPrefix("HTTP/") && text.utf8.count == 8
                && text.utf8.dropFirst(5).elementsEqual("0.0".utf8) { given, form in
                    form == .zero ? (.zero ... .nine).contains(given) : given == form
                }
            throw isVersion ? .versionNotSupported : .malformed(.syntax)
        }
    }

    /// CONNECT asks for a tunnel, which no server of ours is.
    private static func isImplemented(_ method: String) -> Bool {
        switch method {
        case "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH": true
        default: false
        }
    }
}

extension HTTPFields {
    /// Adds the field of one line (RFC 9112, 5): a token, the colon right behind it, and the value
    /// without the white space around it.
    fileprivate mutating func append(
        _ bytes: borrowing Span<UInt8>, _ line: Range<Int>
    ) throws(HTTPRefusal) {
        let colon = bytes.place(of: .colon, from: line.lowerBound)
        guard colon < line.upperBound else { throw .malformed(.syntax) }
        let name = bytes.text(line.lowerBound..<colon)
        guard name.isToken else { throw .malformed(.syntax) }
        var end = line.upperBound
        let start = Swift.min(bytes.place(from: colon + 1) { !$0.isBlank }, end)
        while end > start, bytes[end - 1].isBlank { end -= 1 }
        append(name, bytes.text(start..<end))
    }
}

extension Span<UInt8> {
    /// The first place from `start` on whose byte is as asked; the number of bytes where none is.
    fileprivate func place(from start: Int, _ isAsked: (UInt8) -> Bool) -> Int {
        var place = start
        while place < count, !isAsked(self[place]) { place += 1 }
        return Swift.min(place, count)
    }

    fileprivate func place(of byte: UInt8, from start: Int) -> Int {
        place(from: start) { $0 == byte }
    }

    /// The text of a range; what is no UTF-8 in a field's value is replaced.
    fileprivate func text(_ range: Range<Int>) -> String {
        unsafe extracting(range).withUnsafeBufferPointer { utf8 in
            unsafe String(decoding: utf8, as: UTF8.self)
        }
    }
}

extension UInt8 {
    fileprivate static let space = UInt8(ascii: " ")
    fileprivate static let colon = UInt8(ascii: ":")
    fileprivate static let carriageReturn = UInt8(ascii: "\r")
    fileprivate static let lineFeed = UInt8(ascii: "\n")
    fileprivate static let zero = UInt8(ascii: "0")
    fileprivate static let nine = UInt8(ascii: "9")

    /// The white space that may stand around a field's value (RFC 9110, 5.6.3).
    fileprivate var isBlank: Bool { self == .space || self == 0x09 }
}
