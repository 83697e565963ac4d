import NIOCore

/// Writes a response as the bytes of HTTP/1.1 (RFC 9112, 4 to 6).
struct ResponseEncoder {
    /// The text of the `date` field.
    let date: String
    /// Whether the connection is closed behind the response.
    let closes: Bool
    /// Whether the request was HEAD, whose answer has no body.
    let headOnly: Bool

    /// The names that the server writes by itself.
    private static let reserved = ["connection", "content-length", "date", "transfer-encoding"]

    /// The bytes of the response in one buffer.
    ///
    /// Throws ``HTTPRefusal/invalidResponse(field:)`` when the status is not 200 to 599 or a field
    /// is no token with a printable value: nothing that a handler copies can split a response.
    func encode(
        _ response: HTTPResponse, allocator: ByteBufferAllocator
    ) throws(HTTPRefusal) -> ByteBuffer {
        guard (200...599).contains(response.status) else { throw .invalidResponse(field: "") }
        let hasBody = response.status != 204 && response.status != 304
        let headEstimate = 160 + 64 * response.fields.count
        var buffer = allocator.buffer(capacity: headEstimate + response.body.count)
        buffer.writeStaticString("HTTP/1.1 ")
        buffer.writeString(String(response.status))
        buffer.writeStaticString(" ")
        buffer.writeStaticString(ReasonPhrase.of(response.status))
        buffer.writeStaticString("\r\ndate: ")
        buffer.writeString(date)
        for (name, value) in response.fields {
            guard name.isToken, Self.isPrintable(value) else {
                throw .invalidResponse(field: name)
            }
            guard !Self.reserved.contains(where: name.equalsIgnoringASCIICase) else { continue }
            buffer.writeStaticString("\r\n")
            buffer.writeString(name)
            buffer.writeStaticString(": ")
            buffer.writeString(value)
        }
        if hasBody {
            buffer.writeStaticString("\r\ncontent-length: ")
            buffer.writeString(String(response.body.count))
        }
        buffer.writeStaticString(closes ? "\r\nconnection: close\r\n\r\n" : "\r\n\r\n")
        if hasBody && !headOnly {
            buffer.writeBytes(response.body)
        }
        return buffer
    }
}

extension ResponseEncoder {
    /// Over the bytes in place, since each field of each answer is looked at.
    private static func isPrintable(_ value: String) -> Bool {
        let bytes = value.utf8Span.span
        for place in bytes.indices where !isPrintable(bytes[place]) { return false }
        return true
    }

    private static func isPrintable(_ byte: UInt8) -> Bool {
        (0x20...0x7e).contains(byte) || byte == 0x09
    }
}
