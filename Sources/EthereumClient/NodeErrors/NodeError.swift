public import Codec
import Primitives

/// The error object of a node's answer (JSON-RPC 2.0 section 5.1), with what it means.
public struct NodeError: Error, Hashable, Sendable {
    /// The node's number for the error.
    public let number: Int
    /// The node's sentence, as it came: untrusted text.
    public let message: String
    /// What else the node said.
    public let data: JSONValue?
    /// The HTTP status, where it was not 200.
    public let status: Int?
    /// How long the server asks to wait.
    public let retryAfter: Duration?

    /// An error as a node gave it.
    public init(
        number: Int, message: String, data: JSONValue? = nil, status: Int? = nil,
        retryAfter: Duration? = nil
    ) {
        self.number = number
        self.message = message
        self.data = data
        self.status = status
        self.retryAfter = retryAfter
    }

    /// What the error means, by the table of what nodes write.
    public var fault: NodeFault { NodeFault.classify(self) }

    /// The stable code, for example `node.reverted`.
    public var code: String { "node." + fault.rawValue }
}

extension NodeError {
    /// Reads an error object.
    init(_ reader: inout JSONReader) throws(JSONError) {
        let offset = reader.offset
        let value = try reader.value()
        guard let number = value["code"]?.integer(as: Int.self),
            let message = value["message"]?.string
        else { throw JSONError(rule: .type, offset: offset, name: "error") }
        self.init(number: number, message: message, data: value["data"])
    }

    /// The error in `body` where it answers one of the requests `ids`, or none by name: gateways
    /// refuse without reading the request. Never a success: a body with a result has none.
    static func refusal(in body: Bytes, ids: [UInt64]) -> NodeError? {
        guard let value = try? JSONValue(parsing: body), value["result"] == nil,
            let number = value["error"]?["code"]?.integer(as: Int.self),
            let message = value["error"]?["message"]?.string
        else { return nil }
        if let id = value["id"], !id.isNull, !ids.contains(where: { id == JSONValue($0) }) {
            return nil
        }
        return NodeError(number: number, message: message, data: value["error"]?["data"])
    }

    /// The same error with what HTTP said.
    func answered(status: Int, retryAfter: Duration?) -> NodeError {
        NodeError(
            number: number, message: message, data: data, status: status, retryAfter: retryAfter)
    }
}

extension NodeError: CustomStringConvertible {
    /// One sentence for people; the node's text is escaped.
    public var description: String {
        "the node answers \(number) \"\(EscapedText(message, limit: 300))\""
            + (status.map { " (HTTP status \($0))" } ?? "")
    }
}
