import Authorization
import Codec
import EthereumClient
import HTTPServer
import Primitives

/// The routes of the webhook.
struct Service: Sendable {
    let kms: Address
    let reader: ProvedReader
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
        let (decision, evidence) = await decide(boot)
        let body = DecisionReply.body(decision)
        let isRecorded = log.append(
            DecisionRecord(request: Bytes(request.body), decision: decision, evidence: evidence))
        guard isRecorded || !decision.isAllowed else {
            return json(200, DecisionReply.body(.denied(.unavailable, "log.unavailable")))
        }
        return json(200, body)
    }

    private func decide(_ boot: BootRequest) async -> (BootDecision, ChainView.Heads?) {
        if let denial = LocalRules.denial(of: boot, kms: kms) { return (denial, nil) }
        do {
            let heads = try await view.current()
            let recent = try await decide(boot, at: heads.recent)
            guard recent.isAllowed, heads.finalized.hash != heads.recent.hash else {
                return (recent, heads)
            }
            let finalized = try await decide(boot, at: heads.finalized)
            return (BootPolicy.both(finalized, recent), heads)
        } catch let fault as ChainView.Fault {
            return (.denied(.unavailable, fault.code), nil)
        } catch let fault as ProvedReader.Fault {
            return (.denied(.unavailable, fault.code), nil)
        } catch {
            return (.denied(.unavailable, "unavailable"), nil)
        }
    }

    private func decide(
        _ boot: BootRequest, at head: SealedHeader
    ) async throws(ProvedReader.Fault) -> BootDecision {
        guard let facts = try await reader.facts(for: boot, at: head) else {
            return .denied(.kmsCode, "kms.code")
        }
        return BootPolicy.decide(boot, facts)
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
