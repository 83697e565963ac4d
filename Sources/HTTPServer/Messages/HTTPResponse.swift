/// What a handler answers. The body is left out for HEAD, 204 and 304.
public struct HTTPResponse: Sendable, Equatable {
    /// The status code, 200 to 599.
    public var status: Int
    /// The fields beside those that the server adds.
    public var fields: ResponseFields
    /// The body, sent in one piece.
    public var body: [UInt8]

    /// A response from its parts.
    public init(status: Int, fields: ResponseFields = [:], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// A response whose body is text of the given media type.
    public init(status: Int, contentType: String, text: String, fields: ResponseFields = [:]) {
        self.init(status: status, fields: fields, body: Array(text.utf8))
        self.fields.append("content-type", contentType)
    }

    /// Plain text of one line, for people.
    public static func plainText(_ status: Int, _ text: String) -> Self {
        Self(status: status, contentType: "text/plain; charset=utf-8", text: text + "\n")
    }
}
