public import Codec
import Cryptography
public import Primitives

/// A request for an app's keys, as it comes from the network.
public struct ReleaseRequest: Hashable, Sendable {
    /// The app, which the guest claims.
    public let app: Address
    /// The instance, which the guest claims; empty without one.
    public let instance: Bytes
    /// The evidence.
    public let evidence: Bytes
    /// The key that the requester means to be sealed to; nil leaves that to the evidence.
    public let publicKey: Bytes?
    /// With a certificate of RA-TLS as evidence: the nonce, and the signature of ``challenge(nonce:app:instance:)`` by
    /// the certificate's key, in DER.
    public let proof: Proof?

    /// That the requester has the key of a certificate, now.
    public struct Proof: Hashable, Sendable {
        /// The service's nonce.
        public let nonce: Bytes
        /// ECDSA or RSA, in DER.
        public let signature: Bytes

        /// A proof.
        public init(nonce: Bytes, signature: Bytes) {
            self.nonce = nonce
            self.signature = signature
        }
    }

    /// The largest body, 64 KiB: evidence of 16 KiB in hex, and room.
    public static let mostBytes = 65_536

    /// A request.
    public init(
        app: Address, instance: Bytes, evidence: Bytes, publicKey: Bytes? = nil,
        proof: Proof? = nil
    ) {
        self.app = app
        self.instance = instance
        self.evidence = evidence
        self.publicKey = publicKey
        self.proof = proof
    }

    /// Reads the body of a POST: `appId`, `evidence`, and where wanted `instanceId`, `publicKey`, and
    /// `nonce` with `signature`, all in hex with `0x`. Other members are refused.
    ///
    /// - Throws: ``ReleaseRefusal`` by ``ReleaseRefusal/Rule/malformed``.
    public init(body: Bytes) throws(ReleaseRefusal) {
        let limits = JSONLimits(
            byteCount: ReleaseRequest.mostBytes, depth: 4, valueCount: 16)
        guard let value = try? JSONValue(parsing: body, limits: limits),
            case .object(let members) = value
        else { throw ReleaseRefusal(.malformed, "the body is no JSON object") }
        let known: Set = [
            "appId", "instanceId", "evidence", "publicKey", "nonce", "signature",
        ]
        for member in members where !known.contains(member.name) {
            throw ReleaseRefusal(.malformed, "unknown member \(member.name)")
        }
        func hex(_ name: String) throws(ReleaseRefusal) -> Bytes? {
            guard let member = value[name] else { return nil }
            guard let text = member.string, let bytes = try? Bytes(hex: text) else {
                throw ReleaseRefusal(.malformed, "\(name): hex with 0x is needed")
            }
            return bytes
        }
        guard let app = try hex("appId"), let address = Address(app) else {
            throw ReleaseRefusal(.malformed, "appId: 20 bytes are needed")
        }
        guard let evidence = try hex("evidence"), evidence.count > 0 else {
            throw ReleaseRefusal(.malformed, "evidence: missing")
        }
        let instance = try hex("instanceId") ?? Bytes()
        guard instance.count == 0 || instance.count == 20 else {
            throw ReleaseRefusal(.malformed, "instanceId: 20 bytes, or none")
        }
        let (nonce, signature) = (try hex("nonce"), try hex("signature"))
        guard (nonce == nil) == (signature == nil) else {
            throw ReleaseRefusal(.malformed, "nonce and signature belong together")
        }
        var proof: Proof?
        if let nonce, let signature { proof = Proof(nonce: nonce, signature: signature) }
        self.init(
            app: address, instance: instance, evidence: evidence,
            publicKey: try hex("publicKey"), proof: proof)
    }

    /// The body.
    public var json: JSONValue {
        var members = [
            JSONMember("appId", .string(app.bytes.hex)),
            JSONMember("evidence", .string(evidence.hex)),
        ]
        if instance.count > 0 { members.append(JSONMember("instanceId", .string(instance.hex))) }
        if let publicKey { members.append(JSONMember("publicKey", .string(publicKey.hex))) }
        if let proof {
            members.append(JSONMember("nonce", .string(proof.nonce.hex)))
            members.append(JSONMember("signature", .string(proof.signature.hex)))
        }
        return .object(members)
    }

    /// The digest that the key of a certificate signs: SHA-256 of a label, the nonce, and what the
    /// keys are for.
    public static func challenge(nonce: Bytes, app: Address, instance: Bytes) -> Bytes {
        let label = Bytes(utf8: "dstack-keyd-request-v1")
        let purpose = purpose(app: app, instance: instance)
        return SHA256.hash(Bytes.joining([label, nonce, purpose])).bytes
    }

    /// What keys of this request are sealed for: who opens them names the same app and instance.
    public var purpose: Bytes {
        ReleaseRequest.purpose(app: app, instance: instance)
    }

    /// What keys of an app's instance are sealed for.
    public static func purpose(app: Address, instance: Bytes) -> Bytes {
        Bytes.joining([Bytes(utf8: "dstack-keyd-keys-v1"), app.bytes, instance])
    }
}
