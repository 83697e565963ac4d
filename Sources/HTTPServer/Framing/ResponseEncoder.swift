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
    /// Throws ``HTTPRefusal/invalidResponse(field:)`` when the status is not 200 to 599 or there was
    /// a field that cannot be sent: nothing that a handler copies can split a response.
    func encode(_ response: HTTPResponse, into buffer: inout ByteBuffer) throws(HTTPRefusal) {
        guard (200...599).contains(response.status) else { throw .invalidResponse(field: "") }
        if let name = response.fields.invalid { throw .invalidResponse(field: name) }
        let hasBody = response.status != 204 && response.status != 304
        let body = hasBody && !headOnly ? response.body : []
        let room = Self.mostOtherBytes + response.fields.lines.count + body.count
        buffer.clear(minimumCapacity: room)
        unsafe buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: room) { target in
            var text = unsafe TextWriter(target: target)
            text.put("HTTP/1.1 ")
            text.put(response.status.description)
            text.put(" ")
            text.put(ReasonPhrase.of(response.status))
            text.put("\r\ndate: ")
            text.put(date)
            text.put("\r\n")
            unsafe response.fields.lines.withUnsafeBytes { unsafe text.put($0) }
            if hasBody {
                text.put("content-length: ")
                text.put(response.body.count.description)
                text.put("\r\n")
            }
            text.put(closes ? "connection: close\r\n\r\n" : "\r\n")
            unsafe body.withUnsafeBytes { unsafe text.put($0) }
            return text.count
        }
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
