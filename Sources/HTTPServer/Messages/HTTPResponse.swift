/// What a handler answers.
///
/// The server adds `date`, `content-length` and, when it will close, `connection: close`; it leaves
/// out fields of these names (and `transfer-encoding`) that a handler set. The body is left out for
/// HEAD, 204 and 304.
public struct HTTPResponse: Sendable, Equatable {
    /// The status code, 200 to 599.
    public var status: Int
    /// Further fields; names and values in printable ASCII.
    public var fields: HTTPFields
    /// The body, sent in one piece.
    public var body: [UInt8]

    /// A response from its parts.
    public init(status: Int, fields: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// A response whose body is text of the given media type.
    public init(status: Int, contentType: String, text: String, fields: HTTPFields = [:]) {
        self.init(status: status, fields: fields, body: Array(text.utf8))
        self.fields.append("content-type", contentType)
    }

    /// Plain text of one line, for people.
    public static func plainText(_ status: Int, _ text: String) -> Self {
        Self(status: status, contentType: "text/plain; charset=utf-8", text: text + "\n")
    }
}
