import NIOCore

/// Writes a response as the bytes of HTTP/1.1 (RFC 9112, 4 to 6).
struct ResponseEncoder {
    /// The text of the `date` field.
    let date: String
    /// Whether the connection is closed behind the response.
    let closes: Bool
    /// Whether the request was HEAD, whose answer has no body.
    let headOnly: Bool

    /// More than the bytes that the server adds to a handler's fields and body.
    private static let mostOtherBytes = 256

    /// Writes the bytes of the response to a buffer, in place of what it holds.
    ///
    /// Throws ``HTTPRefusal/invalidResponse(field:)`` when the status is not 200 to 599 or a field
    /// is no token with a printable value: nothing that a handler copies can split a response.
    func encode(_ response: HTTPResponse, into buffer: inout ByteBuffer) throws(HTTPRefusal) {
        guard (200...599).contains(response.status) else { throw .invalidResponse(field: "") }
        let hasBody = response.status != 204 && response.status != 304
        let body = hasBody && !headOnly ? response.body : []
        var room = Self.mostOtherBytes + body.count
        for (name, value) in response.fields {
            guard name.isToken, Self.isPrintable(value) else {
                throw .invalidResponse(field: name)
            }
            room += name.utf8.count + value.utf8.count + 4
        }
        buffer.clear(minimumCapacity: room)
        unsafe buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { target in
            var text = unsafe TextWriter(target: target)
            text.put("HTTP/1.1 ")
            text.put(response.status.description)
            text.put(" ")
            text.put(ReasonPhrase.of(response.status))
            text.put("\r\ndate: ")
            text.put(date)
            for (name, value) in response.fields where !Self.isReserved(name) {
                text.put("\r\n")
                text.put(name)
                text.put(": ")
                text.put(value)
            }
            if hasBody {
                text.put("\r\ncontent-length: ")
                text.put(response.body.count.description)
            }
            text.put(closes ? "\r\nconnection: close\r\n\r\n" : "\r\n\r\n")
            unsafe body.withUnsafeBytes { unsafe text.put($0) }
            return text.count
        }
    }
}

extension ResponseEncoder {
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

    /// Over the bytes in place, since each field of each answer is looked at.
    private static func isPrintable(_ value: String) -> Bool {
        let bytes = value.utf8Span.span
        var isPrintable = true
        for place in bytes.indices where !Self.isPrintable(bytes[place]) { isPrintable = false }
        return isPrintable
    }

    private static func isPrintable(_ byte: UInt8) -> Bool {
        (0x20...0x7e).contains(byte) || byte == 0x09
    }
}

/// Writes texts one behind the other into memory that has room for them.
@safe
private struct TextWriter {
    let target: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(target: UnsafeMutableRawBufferPointer) {
        unsafe self.target = target
    }

    mutating func put(_ text: String) {
        unsafe text.utf8Span.span.withUnsafeBytes { raw in unsafe put(raw) }
    }

    /// Writes bytes; none of them where there is no room, which the encoder has counted.
    mutating func put(_ bytes: UnsafeRawBufferPointer) {
        guard unsafe bytes.count <= target.count - count else { return }
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[count...]).copyMemory(from: bytes)
        count += bytes.count
    }
}
