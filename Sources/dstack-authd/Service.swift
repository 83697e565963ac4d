import Authorization
import ChainView
import Codec
import HTTPServer
import Primitives

/// The routes of the webhook.
struct Service: Sendable {
    let view: ChainView
    let log: DecisionLog

    /// Answers one request.
    func answer(_ request: HTTPRequest) async -> HTTPResponse {
        switch (request.method, request.path) {
        case ("POST", "/bootAuth/app"): await boot(request, .app)
        case ("POST", "/bootAuth/kms"): await boot(request, .kms)
        case ("GET", "/live"): .plainText(200, "live\n")
        default: notFound(request)
        }
    }

    private func boot(_ request: HTTPRequest, _ kind: BootRequest.Kind) async -> HTTPResponse {
        let boot: BootRequest
        do throws(RequestFault) {
            try checkContent(request)
            boot = try BootRequest(body: Bytes(request.body), kind: kind)
        } catch {
            return json(error.status, DecisionReply.malformed)
        }
        let decided = await view.decide(boot)
        let decision = decided.decision
        let isRecorded = log.append(
            DecisionRecord(request: Bytes(request.body), decided: decided))
        guard isRecorded || !decision.isAllowed else {
            return json(200, DecisionReply.body(.denied(.unavailable, "log.unavailable")))
        }
        return json(200, DecisionReply.body(decision))
    }

    private func checkContent(_ request: HTTPRequest) throws(RequestFault) {
        let type = request.fields.first("content-type")?.lowercased() ?? ""
        let essence = type.split(separator: ";", omittingEmptySubsequences: false).first ?? ""
        guard essence.utf8.elementsEqual("application/json".utf8) else {
            throw RequestFault(.content)
        }
    }

    private func json(_ status: Int, _ body: String) -> HTTPResponse {
        HTTPResponse(status: status, contentType: "application/json", text: body)
    }

    private func notFound(_ request: HTTPRequest) -> HTTPResponse {
        let text = JSONValue.string("Route \(request.method):\(request.target.raw) not found")
        return json(
            404,
            "{\"message\":\(text.serialized(.compact.ascii)),\"error\":\"Not Found\",\"statusCode\":404}"
        )
    }
}
