public import Codec
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

    /// The largest body, 64 KiB: evidence of 16 KiB in hex, and room.
    public static let mostBytes = 65_536

    /// A request.
    public init(app: Address, instance: Bytes, evidence: Bytes, publicKey: Bytes? = nil) {
        self.app = app
        self.instance = instance
        self.evidence = evidence
        self.publicKey = publicKey
    }

    /// Reads the body of a POST: `appId`, `evidence`, and where wanted `instanceId` and `publicKey`,
    /// all in hex with `0x`. Other members are refused.
    ///
    /// - Throws: ``ReleaseRefusal`` by ``ReleaseRefusal/Rule/malformed``.
    public init(body: Bytes) throws(ReleaseRefusal) {
        let limits = JSONLimits(
            byteCount: ReleaseRequest.mostBytes, depth: 4, valueCount: 16)
        guard let value = try? JSONValue(parsing: body, limits: limits),
            case .object(let members) = value
        else { throw ReleaseRefusal(.malformed, "the body is no JSON object") }
        let known: Set = ["appId", "instanceId", "evidence", "publicKey"]
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
        self.init(
            app: address, instance: instance, evidence: evidence,
            publicKey: try hex("publicKey"))
    }

    /// The body.
    public var json: JSONValue {
        var members = [
            JSONMember("appId", .string(app.bytes.hex)),
            JSONMember("evidence", .string(evidence.hex)),
        ]
        if instance.count > 0 { members.append(JSONMember("instanceId", .string(instance.hex))) }
        if let publicKey { members.append(JSONMember("publicKey", .string(publicKey.hex))) }
        return .object(members)
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
