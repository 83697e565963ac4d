import Authorization
import Codec
import Cryptography
import DecisionLog
import HTTPServer
import Primitives

/// The reply to a boot while its record is being written.
final class BootReply: LogEntry {
    /// More than the fields of most replies take, those of a full proof included.
    private static let usualFieldBytes = 1_024

    private let answered: BootRecord.Answered
    private let start: ContinuousClock.Instant
    private let metrics: ServiceMetrics
    private let responder: HTTPResponder

    /// The reply to a request that was decided.
    ///
    /// - Parameters:
    ///   - record: What was decided, and on which grounds.
    ///   - start: When the request was there.
    ///   - metrics: Counts the reply.
    ///   - responder: Gets it.
    init(
        _ record: BootRecord, start: ContinuousClock.Instant, _ metrics: ServiceMetrics,
        _ responder: HTTPResponder
    ) {
        answered = BootRecord.Answered(record)
        self.start = start
        self.metrics = metrics
        self.responder = responder
    }

    private var decision: BootDecision { answered.decision }
    private var text: String { answered.reply }
    private var finalized: Hash32? { answered.record.decided?.finalized?.hash }
    private var recent: Hash32? { answered.record.decided?.recent?.hash }
    private var expires: Timestamp? { answered.record.decided?.expires }

    /// Writes the record.
    func write(to writer: inout JSONWriter) { answered.write(to: &writer) }

    /// What is stated about the record, by where it stands.
    func statement(_ receipt: LogReceipt) -> Bytes? {
        ReplyStatement(
            request: answered.record.asked.digest, reply: SHA256.hash(utf8: text),
            decision: receipt.leaf, finalized: finalized, recent: recent, expires: expires
        ).text
    }

    /// Replies: as decided where the record is durable.
    func recorded(_ receipt: LogReceipt?) {
        if let receipt {
            count(decision)
            responder.answer(response(receipt))
        } else {
            responder.answer(withoutRecord())
        }
    }

    private func count(_ decision: BootDecision) {
        metrics.count(decision, kind: answered.record.asked.request.kind, took: .now - start)
    }

    /// The answer when nothing could be recorded: a denial.
    private func withoutRecord() -> HTTPResponse {
        guard decision.isAllowed else {
            count(decision)
            return ServiceReply.json(200, text)
        }
        let denial = BootDecision.denied(.log, "the decision could not be recorded")
        metrics.countWithoutRecord()
        count(denial)
        return ServiceReply.json(200, DecisionReply.body(denial))
    }

    /// The reply that rests on a durable record: the body, and as further fields what an auditor, or
    /// a KMS of tomorrow, can pin; today's ignore them. Without a signature where OpenSSL cannot
    /// sign.
    private func response(_ receipt: LogReceipt) -> HTTPResponse {
        var fields = ResponseFields(byteCapacity: BootReply.usualFieldBytes)
        fields.append("dstack-decision-id", receipt.leaf)
        fields.append("dstack-decision-index", receipt.index)
        fields.append("dstack-evidence", answered.evidence)
        fields.append("dstack-code", decision.code.rawValue)
        let record = answered.record
        if record.backend != .chain {
            fields.append("dstack-backend", record.backend.rawValue)
        }
        if let finalized { fields.append("dstack-finalized-block", finalized) }
        if let recent { fields.append("dstack-recent-block", recent) }
        if let expires { fields.append("dstack-expires", expires.seconds) }
        if let brake = record.brake { fields.append("dstack-brake", brake.sequence) }
        if let attestation = receipt.attestation {
            fields.append("dstack-signature") { line in
                Base64Text.append(attestation.signature, to: &line)
            }
            fields.append("dstack-signature-proof") { line in attestation.appendProof(to: &line) }
        }
        return HTTPResponse(
            status: 200, contentType: "application/json", text: text, fields: fields)
    }
}

extension ResponseFields {
    /// Adds a hash as `0x` and its digits.
    fileprivate mutating func append(_ name: String, _ hash: Hash32) {
        append(name) { line in
            unsafe hash.withUnsafeBytes { raw in unsafe Hex.append(raw, to: &line) }
        }
    }

    /// Adds a number in decimal digits.
    fileprivate mutating func append(_ name: String, _ number: UInt64) {
        append(name) { line in DecimalText.append(number, to: &line) }
    }
}
