/// The fields of a response, as the lines that are sent (RFC 9112, 5): checked when they are added,
/// and then sent as they are.
///
/// The server adds `date`, `content-length` and, when it will close, `connection: close`: fields of
/// these names, and `transfer-encoding`, are left out. A name that is no token or a value that is
/// not printable ASCII makes the server answer 500 instead: text of others cannot split a response.
public struct ResponseFields: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    /// A line for each field: the name, a colon, a space, the value, and the line's end.
    private(set) var lines: [UInt8] = []
    /// The name of the first field that cannot be sent.
    private(set) var invalid: String?

    /// The given fields; a name may occur more than once.
    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { append(name, value) }
    }

    /// No fields, and room for so many bytes of lines.
    public init(byteCapacity: Int) { lines.reserveCapacity(byteCapacity) }

    /// Adds a field behind the others.
    public mutating func append(_ name: String, _ value: String) {
        append(name) { lines in
            unsafe value.utf8Span.span.withUnsafeBufferPointer { value in
                unsafe lines.append(contentsOf: value)
            }
        }
    }

    /// Adds a field behind the others, whose value is written in place.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - value: Appends the value's bytes to those of the lines before.
    public mutating func append(_ name: String, writing value: (inout [UInt8]) -> Void) {
        guard !ResponseFields.isReserved(name) else { return }
        let start = lines.count
        lines.append(name: name)
        let valueStart = lines.count
        value(&lines)
        guard name.isToken, ResponseFields.isPrintable(lines.span, from: valueStart) else {
            lines.removeLast(lines.count - start)
            if invalid == nil { invalid = name }
            return
        }
        lines.append(addingCapacity: 2) { target in
            target.append(UInt8(ascii: "\r"))
            target.append(UInt8(ascii: "\n"))
        }
    }
}

extension ResponseFields: CustomStringConvertible {
    /// The lines as text.
    public var description: String { String(decoding: lines, as: UTF8.self) }
}

extension ResponseFields {
    /// Whether the server writes a field of this name by itself. The length tells most names apart.
    private static func isReserved(_ name: String) -> Bool {
        switch name.utf8.count {
        case 4: name.equalsIgnoringASCIICase("date")
        case 10: name.equalsIgnoringASCIICase("connection")
        case 14: name.equalsIgnoringASCIICase("content-length")
        case 17: name.equalsIgnoringASCIICase("transfer-encoding")
        default: false
        }
    }

    /// Without a way out, so that many bytes are looked at together.
    private static func isPrintable(_ bytes: borrowing Span<UInt8>, from start: Int) -> Bool {
        unsafe bytes.extracting(start...).withUnsafeBufferPointer { bytes in
            var others: UInt8 = 0
            for place in bytes.indices {
                let byte = unsafe bytes[place]
                others |= (byte &- 0x20 > 0x7e - 0x20 ? 1 : 0) & (byte == 0x09 ? 0 : 1)
            }
            return others == 0
        }
    }
}

extension [UInt8] {
    /// Appends a field's name and what stands between it and the value, in one go.
    fileprivate mutating func append(name: String) {
        unsafe name.utf8Span.span.withUnsafeBufferPointer { name in
            append(addingCapacity: name.count + 2) { target in
                unsafe target.withUnsafeMutableBufferPointer { target, count in
                    _ = unsafe target.update(fromContentsOf: name)
                    count = name.count
                }
                target.append(UInt8(ascii: ":"))
                target.append(UInt8(ascii: " "))
            }
        }
    }
}
