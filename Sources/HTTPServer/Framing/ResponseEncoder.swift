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

    /// More than most heads have, so that growing seldom copies.
    private static let usualHeadBytes = 1_536

    /// The bytes of the response in one buffer.
    ///
    /// Throws ``HTTPRefusal/invalidResponse(field:)`` when the status is not 200 to 599 or a field
    /// is no token with a printable value: nothing that a handler copies can split a response.
    func encode(
        _ response: HTTPResponse, allocator: ByteBufferAllocator
    ) throws(HTTPRefusal) -> ByteBuffer {
        guard (200...599).contains(response.status) else { throw .invalidResponse(field: "") }
        let hasBody = response.status != 204 && response.status != 304
        var head: [UInt8] = []
        head.reserveCapacity(Self.usualHeadBytes)
        head.append(text: "HTTP/1.1 ")
        head.append(text: response.status.description)
        head.append(text: " ")
        head.append(text: ReasonPhrase.of(response.status))
        head.append(text: "\r\ndate: ")
        head.append(text: date)
        for (name, value) in response.fields {
            guard name.isToken, Self.isPrintable(value) else {
                throw .invalidResponse(field: name)
            }
            guard !Self.reserved.contains(where: name.equalsIgnoringASCIICase) else { continue }
            head.append(text: "\r\n")
            head.append(text: name)
            head.append(text: ": ")
            head.append(text: value)
        }
        if hasBody {
            head.append(text: "\r\ncontent-length: ")
            head.append(text: response.body.count.description)
        }
        head.append(text: closes ? "\r\nconnection: close\r\n\r\n" : "\r\n\r\n")
        let body = hasBody && !headOnly ? response.body : []
        var buffer = allocator.buffer(capacity: head.count + body.count)
        buffer.writeBytes(head)
        buffer.writeBytes(body)
        return buffer
    }
}

extension ResponseEncoder {
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

extension [UInt8] {
    fileprivate mutating func append(text: String) {
        unsafe text.utf8Span.span.withUnsafeBufferPointer { utf8 in
            unsafe append(contentsOf: utf8)
        }
    }
}
