import Authorization
import Cryptography
import DecisionLog
import HTTPServer
import Primitives

/// The reply to a boot while its record is being written.
final class BootReply: Sendable {
    /// The answer.
    let decision: BootDecision
    /// The body.
    let text: String
    private let request: String
    private let evidence: String
    private let backend: BootRecord.Backend
    private let finalized: Hash32?
    private let recent: Hash32?
    private let expires: Timestamp?
    private let brake: UInt64?

    /// The reply to what was answered.
    ///
    /// - Parameters:
    ///   - answered: What was answered, and on which grounds.
    ///   - expires: Until when the blocks may be decided by.
    init(_ answered: BootRecord.Answered, expires: Timestamp?) {
        decision = answered.decision
        text = answered.reply
        request = answered.record.body
        evidence = answered.evidence
        backend = answered.record.backend
        finalized = answered.record.basis?.finalized?.hash
        recent = answered.record.basis?.recent?.hash
        brake = answered.record.brake?.sequence
        self.expires = expires
    }

    /// What is stated about the record, now that it is known where it stands.
    func statement(_ receipt: LogReceipt) -> Bytes {
        ReplyStatement(
            request: SHA256.hash(utf8: request), reply: SHA256.hash(utf8: text),
            decision: receipt.leaf, finalized: finalized, recent: recent, expires: expires
        ).text
    }

    /// The reply that rests on a durable record: the body, and as further fields what an auditor, or
    /// a KMS of tomorrow, can pin; today's ignore them. Without a signature where OpenSSL cannot
    /// sign.
    func response(_ receipt: LogReceipt) -> HTTPResponse {
        var fields: HTTPFields = [
            "dstack-decision-id": receipt.leaf.hex,
            "dstack-decision-index": String(receipt.index), "dstack-evidence": evidence,
            "dstack-code": decision.code.rawValue,
        ]
        if backend != .chain { fields.append("dstack-backend", backend.rawValue) }
        if let finalized { fields.append("dstack-finalized-block", finalized.hex) }
        if let recent { fields.append("dstack-recent-block", recent.hex) }
        if let expires { fields.append("dstack-expires", String(expires.seconds)) }
        if let brake { fields.append("dstack-brake", String(brake)) }
        if let attestation = receipt.attestation {
            fields.append("dstack-signature", Base64Text.encode(attestation.signature))
            fields.append("dstack-signature-proof", attestation.proofText)
        }
        return HTTPResponse(
            status: 200, contentType: "application/json", text: text, fields: fields)
    }
}
