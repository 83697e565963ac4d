import Authorization
import Codec
import HTTPServer

/// Replies that depend on nothing.
enum ServiceReply {
    static func json(_ status: Int, _ body: String) -> HTTPResponse {
        HTTPResponse(status: status, contentType: "application/json", text: body)
    }

    /// The incumbent's answer to a route that it does not have.
    static func notFound(_ request: HTTPRequest) -> HTTPResponse {
        let value: JSONValue = [
            "message": .string("Route \(request.method):\(request.target.raw) not found"),
            "error": "Not Found", "statusCode": 404,
        ]
        return json(404, value.serialized(.compact.ascii))
    }

    /// Refuses a body that does not say that it is JSON.
    static func checkContent(_ request: HTTPRequest) throws(RequestFault) {
        let given = request.fields.first("content-type") ?? ""
        if given == "application/json" { return }
        let type = given.lowercased()
        let essence = type.split(separator: ";", omittingEmptySubsequences: false).first ?? ""
        guard essence.utf8.elementsEqual("application/json".utf8) else {
            throw RequestFault(.content)
        }
    }
}
