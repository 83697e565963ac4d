import Authorization
import Cryptography
import DecisionLog
import HTTPServer
public import Primitives

/// The further fields of a reply: what an auditor, or a KMS of tomorrow, can pin. Today's ignore
/// them.
public enum ReplyFields {
    /// What is stated about a record, of which ``/DecisionLog/LogAttestation`` is the signature: one
    /// line each for purpose, request digest, reply digest, decision, both blocks and expiry.
    public static func statement(
        request: Hash32, reply: Hash32, decision: Hash32, finalized: Hash32?, recent: Hash32?,
        expires: Timestamp?
    ) -> Bytes {
        let lines = [
            "dstack-authd reply v2", request.hex, reply.hex, decision.hex, finalized?.hex ?? "-",
            recent?.hex ?? "-", expires.map { String($0.seconds) } ?? "-",
        ]
        return Bytes(utf8: lines.joined(separator: "\n") + "\n")
    }

    /// The statement about the record of a decision, made when it is known where it stands.
    ///
    /// - Parameters:
    ///   - record: What was answered, and on which grounds.
    ///   - body: The reply's body.
    ///   - expires: Until when the blocks may be decided by.
    /// - Returns: The statement, by the record's receipt.
    static func statement(
        _ record: BootRecord, body: String, expires: Timestamp?
    ) -> @Sendable (LogReceipt) -> Bytes {
        let request = record.body
        let (finalized, recent) = (record.basis?.finalized?.hash, record.basis?.recent?.hash)
        return { receipt in
            statement(
                request: SHA256.hash(utf8: request), reply: SHA256.hash(utf8: body),
                decision: receipt.leaf, finalized: finalized, recent: recent, expires: expires)
        }
    }

    /// The fields of one reply.
    ///
    /// - Parameters:
    ///   - record: What was answered, and on which grounds.
    ///   - code: The rule that decided.
    ///   - receipt: Where the record stands, with its signature.
    ///   - expires: Until when the blocks may be decided by.
    /// - Returns: The fields; without a signature where OpenSSL cannot sign.
    static func fields(
        _ record: BootRecord, _ code: DecisionCode, _ receipt: LogReceipt, expires: Timestamp?
    ) -> HTTPFields {
        var fields: HTTPFields = [
            "dstack-decision-id": receipt.leaf.hex,
            "dstack-decision-index": String(receipt.index), "dstack-evidence": record.evidence,
            "dstack-code": code.rawValue,
        ]
        if record.backend != .chain {
            fields.append("dstack-backend", record.backend.rawValue)
        }
        if let finalized = record.basis?.finalized?.hash {
            fields.append("dstack-finalized-block", finalized.hex)
        }
        if let recent = record.basis?.recent?.hash {
            fields.append("dstack-recent-block", recent.hex)
        }
        if let expires { fields.append("dstack-expires", String(expires.seconds)) }
        if let brake = record.brake {
            fields.append("dstack-brake", String(brake.sequence))
        }
        if let attestation = receipt.attestation {
            fields.append("dstack-signature", Base64Text.encode(attestation.signature))
            fields.append("dstack-signature-proof", attestation.proofText)
        }
        return fields
    }
}
