import Authorization
import Cryptography
import DecisionLog
import HTTPServer
public import Primitives

/// The further fields of a reply: what an auditor, or a KMS of tomorrow, can pin. Today's ignore
/// them.
public enum ReplyFields {
    /// The text that `sign(_:request:reply:key:)` signs: one line each for purpose, request digest,
    /// reply digest, decision, both blocks and expiry.
    public static func signedText(
        request: Hash32, reply: Hash32, decision: Hash32, finalized: Hash32?, recent: Hash32?,
        expires: Timestamp?
    ) -> String {
        let lines = [
            "dstack-authd reply v1", request.hex, reply.hex, decision.hex, finalized?.hex ?? "-",
            recent?.hex ?? "-", expires.map { String($0.seconds) } ?? "-",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// The fields of one reply.
    ///
    /// - Parameters:
    ///   - record: What was answered, and on which grounds.
    ///   - body: The reply's body.
    ///   - receipt: Where the record stands.
    ///   - expires: Until when the blocks may be decided by.
    ///   - key: Signs.
    /// - Returns: The fields; without a signature where OpenSSL cannot sign.
    static func fields(
        _ record: BootRecord, body: String, _ receipt: LogReceipt, expires: Timestamp?, key: LogKey
    ) -> HTTPFields {
        let finalized = record.basis?.finalized?.hash
        let recent = record.basis?.recent?.hash
        var fields: HTTPFields = [
            "dstack-decision-id": receipt.leaf.hex,
            "dstack-decision-index": String(receipt.index), "dstack-evidence": record.evidence,
            "dstack-code": record.decision.code.rawValue,
        ]
        if record.backend != .chain {
            fields.append("dstack-backend", record.backend.rawValue)
        }
        if let finalized { fields.append("dstack-finalized-block", finalized.hex) }
        if let recent { fields.append("dstack-recent-block", recent.hex) }
        if let expires { fields.append("dstack-expires", String(expires.seconds)) }
        if let brake = record.brake {
            fields.append("dstack-brake", String(brake.sequence))
        }
        let text = signedText(
            request: SHA256.hash(utf8: record.body), reply: SHA256.hash(utf8: body),
            decision: receipt.leaf, finalized: finalized, recent: recent, expires: expires)
        if let signature = key.sign(Bytes(utf8: text)) {
            fields.append("dstack-signature", Base64Text.encode(signature))
        }
        return fields
    }
}
