import Attestation
import Authorization
import ChainView
import Codec
import Cryptography
import KeyRelease
import Primitives

/// What the log of decisions keeps of one request. No secret is in it: sealed keys appear by their hash.
struct ReleaseRecord {
    let time: EvidenceTime
    let body: Bytes
    var attested: AttestedRequest?
    var decided: Decided?
    var sealed: SealedKeys?
    var refusal: ReleaseRefusal?

    /// The request at the time of its judgement.
    init(time: EvidenceTime, body: Bytes) {
        self.time = time
        self.body = body
    }

    /// The record.
    var json: JSONValue {
        var members = [
            JSONMember("time", .string(time.description)),
            JSONMember("request", .string(SHA256.hash(body).hex)),
            JSONMember("isReleased", .bool(sealed != nil)),
        ]
        if let refusal {
            members.append(JSONMember("refused", .string(refusal.rule.rawValue)))
            members.append(JSONMember("reason", .string(refusal.text)))
        }
        if let attested {
            members.append(JSONMember("identity", attested.boot.identity.request))
            members.append(JSONMember("sealedTo", .string(SHA256.hash(attested.key.encoding).hex)))
            members.append(
                JSONMember("evidenceRoot", .string(attested.boot.root.fingerprint.hex)))
            members.append(JSONMember("evidence", .string(attested.request.evidence.hex)))
        }
        if let decided {
            members.append(JSONMember("code", .string(decided.decision.code.rawValue)))
            members.append(JSONMember("basis", decided.basis.json))
        }
        if let sealed {
            members.append(JSONMember("sealed", .string(SHA256.hash(sealed.ciphertext).hex)))
        }
        return .object(members)
    }
}
