import Attestation
import Authorization
import ChainView
import Codec
import DecisionLog
import Glibc
import HTTPServer
import KeyRelease
import Primitives

/// The routes.
struct Service: Sendable {
    let view: ChainView
    let keys: KeyMaker
    let nonces: NonceDesk
    let log: LogWriter
    let trust: TrustSource

    /// Answers one request.
    func answer(_ request: HTTPRequest) async -> HTTPResponse {
        switch (request.method, request.path) {
        case ("POST", "/v1/nonce"): nonce()
        case ("POST", "/v1/key"): await key(Bytes(request.body))
        case ("GET", "/live"): .plainText(200, "live\n")
        default: refusal(404, ReleaseRefusal(.malformed, "no such route"))
        }
    }

    private func nonce() -> HTTPResponse {
        guard let nonce = nonces.issue(at: Service.now().milliseconds) else {
            return refusal(503, ReleaseRefusal(.failed, "no randomness"))
        }
        return json(200, ["nonce": .string(nonce.hex)])
    }

    private func key(_ body: Bytes) async -> HTTPResponse {
        var record = ReleaseRecord(time: Service.now(), body: body)
        do throws(ReleaseRefusal) {
            let (sealed, receipt) = try await release(body, &record)
            return json(
                200,
                [
                    "keys": sealed.json, "decisionId": .string(receipt.leaf.hex),
                    "rootK256PublicKey": .string(keys.signerPublicKey.hex),
                    "evidenceRootIsPinned": .bool(record.attested?.boot.root.isPinned ?? false),
                ])
        } catch {
            // A denial leaves whether or not it could be recorded.
            record.refusal = error
            _ = await log.append(record.json)
            return refusal(error.rule == .malformed ? 400 : 403, error)
        }
    }

    /// Every step can only refuse; keys exist after the last question, and leave after the record.
    private func release(
        _ body: Bytes, _ record: inout ReleaseRecord
    ) async throws(ReleaseRefusal) -> (SealedKeys, LogReceipt) {
        let request = try ReleaseRequest(body: body)
        let time = record.time
        let attested = try AttestedRequest(verifying: request, try trust.trust(at: time))
        record.attested = attested
        try nonces.take(attested.nonce, at: time.milliseconds)
        let decided = await view.decide(attested.question)
        record.decided = decided
        guard decided.decision.isAllowed else {
            let decision = decided.decision
            throw ReleaseRefusal(.denied, "\(decision.code.rawValue): \(decision.reason)")
        }
        let sealed = try keys.sealed(for: attested)
        record.sealed = sealed
        guard let receipt = await log.append(record.json) else {
            record.sealed = nil
            throw ReleaseRefusal(.log, "the decision could not be recorded")
        }
        return (sealed, receipt)
    }

    private static func now() -> EvidenceTime {
        var time = timespec()
        guard unsafe clock_gettime(CLOCK_REALTIME, &time) == 0 else {
            return EvidenceTime(milliseconds: 0)
        }
        return EvidenceTime(
            milliseconds: UInt64(clamping: time.tv_sec) * 1000
                + UInt64(clamping: time.tv_nsec / 1_000_000))
    }

    private func refusal(_ status: Int, _ refusal: ReleaseRefusal) -> HTTPResponse {
        json(
            status, ["refused": .string(refusal.rule.rawValue), "reason": .string(refusal.text)])
    }

    private func json(_ status: Int, _ value: JSONValue) -> HTTPResponse {
        HTTPResponse(
            status: status, contentType: "application/json",
            text: value.serialized(.compact.ascii))
    }
}
