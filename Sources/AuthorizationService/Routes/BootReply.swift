import Authorization
import Codec
import Cryptography
import DecisionLog
import HTTPServer
import Primitives

/// The reply to a boot while its record is being written.
final class BootReply: JSONWritable, Sendable {
    private let answered: BootRecord.Answered
    private let expires: Timestamp?

    /// The reply to what was answered.
    ///
    /// - Parameters:
    ///   - answered: What was answered, and on which grounds.
    ///   - expires: Until when the blocks may be decided by.
    init(_ answered: BootRecord.Answered, expires: Timestamp?) {
        self.answered = answered
        self.expires = expires
    }

    /// The answer.
    var decision: BootDecision { answered.decision }
    /// The body.
    var text: String { answered.reply }
    /// Whose boot it was.
    var kind: BootRequest.Kind { answered.record.kind }

    private var finalized: Hash32? { answered.record.basis?.finalized?.hash }
    private var recent: Hash32? { answered.record.basis?.recent?.hash }

    /// Writes the record.
    func write(to writer: inout JSONWriter) { answered.write(to: &writer) }

    /// What is stated about the record, by where it stands.
    func statement(_ receipt: LogReceipt) -> Bytes {
        ReplyStatement(
            request: SHA256.hash(utf8: answered.record.body), reply: SHA256.hash(utf8: text),
            decision: receipt.leaf, finalized: finalized, recent: recent, expires: expires
        ).text
    }

    /// The reply that rests on a durable record: the body, and as further fields what an auditor, or
    /// a KMS of tomorrow, can pin; today's ignore them. Without a signature where OpenSSL cannot
    /// sign.
    func response(_ receipt: LogReceipt) -> HTTPResponse {
        var fields: HTTPFields = [
            "dstack-decision-id": receipt.leaf.hex,
            "dstack-decision-index": String(receipt.index), "dstack-evidence": answered.evidence,
            "dstack-code": decision.code.rawValue,
        ]
        let record = answered.record
        if record.backend != .chain {
            fields.append("dstack-backend", record.backend.rawValue)
        }
        if let finalized { fields.append("dstack-finalized-block", finalized.hex) }
        if let recent { fields.append("dstack-recent-block", recent.hex) }
        if let expires { fields.append("dstack-expires", String(expires.seconds)) }
        if let brake = record.brake { fields.append("dstack-brake", String(brake.sequence)) }
        if let attestation = receipt.attestation {
            fields.append("dstack-signature", Base64Text.encode(attestation.signature))
            fields.append("dstack-signature-proof", attestation.proofText)
        }
        return HTTPResponse(
            status: 200, contentType: "application/json", text: text, fields: fields)
    }
}
