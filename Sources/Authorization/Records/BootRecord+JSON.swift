public import Codec
import Primitives

extension BootRecord {
    /// The format's name and version.
    public static let format = "dstack-governance/boot/1"

    /// The record with the answer and the reply: what is written.
    public var json: JSONValue {
        let decision = decision
        return json(decision, reply: DecisionReply.body(decision))
    }

    /// The record with ``decision`` and the body of its reply, where they are known already.
    public func json(_ decision: BootDecision, reply: String) -> JSONValue {
        [
            "format": .string(BootRecord.format), "time": .number(String(time)),
            "kind": .string(kind.rawValue), "request": .string(body),
            "configuration": .string(configuration.hex), "backend": .string(backend.rawValue),
            "policy": policy.map { .string($0.hex) } ?? .null,
            "brake": brake?.json ?? .null, "basis": basis?.json ?? .null,
            "answer": answer?.json ?? .null, "shadow": shadow?.json ?? .null,
            "finalizedVoters": .array(finalizedVoters.map { .string($0) }),
            "recentVoters": .array(recentVoters.map { .string($0) }),
            "evidence": .string(evidence), "decision": decision.json,
            "reply": .string(reply),
        ]
    }

    /// Why a record cannot be repeated.
    public enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// The member is missing or of another form.
        case member(String)
        /// What follows from the record is not what it says: the member, what follows, what it says.
        case differs(member: String, follows: String, recorded: String)

        /// One sentence for people.
        public var description: String {
            switch self {
            case .member(let name): "\(name) is missing or of another form"
            case .differs(let name, let follows, let recorded):
                "\(name) does not follow from the record: \(EscapedText(follows, limit: 600)) "
                    + "follows, \(EscapedText(recorded, limit: 600)) is recorded"
            }
        }
    }

    /// Repeats a recorded decision: reads what it depended on, makes it again and compares the
    /// decision, the reply and the whole record, byte for byte.
    ///
    /// - Throws: ``Fault`` at the first difference.
    public init(repeating json: JSONValue) throws(Fault) {
        guard json["format"]?.string == BootRecord.format else { throw .member("format") }
        func text(_ name: String) throws(Fault) -> String {
            guard let text = json[name]?.string else { throw .member(name) }
            return text
        }
        func labels(_ name: String) throws(Fault) -> [String] {
            guard let items = json[name]?.array else { throw .member(name) }
            return items.compactMap(\.string)
        }
        guard let time = json["time"]?.integer(as: UInt64.self) else { throw .member("time") }
        guard let kind = BootRequest.Kind(rawValue: try text("kind")) else {
            throw .member("kind")
        }
        guard let configuration = try? Hash32(hex: try text("configuration")) else {
            throw .member("configuration")
        }
        guard let backend = Backend(rawValue: try text("backend")) else {
            throw .member("backend")
        }
        self.init(
            time: time, kind: kind, body: try text("request"), configuration: configuration,
            backend: backend)
        policy = try BootRecord.optional("policy", json) { value in
            value.string.flatMap { try? Hash32(hex: $0) }
        }
        brake = try BootRecord.optional("brake", json) { Brake(json: $0) }
        basis = try BootRecord.optional("basis", json) { try? DecisionBasis(json: $0) }
        answer = try BootRecord.optional("answer", json) { BootDecision(json: $0) }
        shadow = try BootRecord.optional("shadow", json) { ShadowAnswer(json: $0) }
        finalizedVoters = try labels("finalizedVoters")
        recentVoters = try labels("recentVoters")
        try check(json)
    }

    /// Whether the record follows from what it depends on.
    private func check(_ json: JSONValue) throws(Fault) {
        guard let request = try? BootRequest(body: Bytes(utf8: body), kind: kind) else {
            throw .member("request")
        }
        if let basis, basis.request != request { throw .member("basis.request") }
        if let entry = brake?.entry, !entry.matches(request) { throw .member("brake.entry") }
        let again = self.json
        for name in ["decision", "reply", "evidence"] where again[name] != json[name] {
            throw .differs(
                member: name, follows: again[name]?.description ?? "",
                recorded: json[name]?.description ?? "nothing")
        }
        guard again == json else {
            throw .differs(
                member: "the record", follows: again.description, recorded: json.description)
        }
    }

    private static func optional<Value>(
        _ name: String, _ json: JSONValue, _ read: (JSONValue) -> Value?
    ) throws(Fault) -> Value? {
        guard let member = json[name] else { throw .member(name) }
        if member.isNull { return nil }
        guard let value = read(member) else { throw .member(name) }
        return value
    }
}

extension BootRecord.Brake {
    fileprivate var json: JSONValue {
        [
            "digest": .string(digest.hex), "sequence": .number(String(sequence)),
            "entry": entry?.json ?? .null,
        ]
    }

    fileprivate init?(json: JSONValue) {
        guard let digest = json["digest"]?.string.flatMap({ try? Hash32(hex: $0) }),
            let sequence = json["sequence"]?.integer(as: UInt64.self), let entry = json["entry"]
        else { return nil }
        let found = BrakeEntry(json: entry)
        guard entry.isNull || found != nil else { return nil }
        self.init(digest: digest, sequence: sequence, entry: found)
    }
}

extension BootDecision {
    /// The answer as it stands in records.
    public var json: JSONValue {
        [
            "isAllowed": .bool(isAllowed), "code": .string(code.rawValue),
            "reason": .string(reason), "gatewayAppId": .string(gatewayAppID),
        ]
    }

    /// The answer that a record writes; nil when it is none.
    public init?(json: JSONValue) {
        guard let isAllowed = json["isAllowed"]?.bool, let reason = json["reason"]?.string,
            let code = json["code"]?.string.flatMap({ DecisionCode(rawValue: $0) }),
            let gateway = json["gatewayAppId"]?.string
        else { return nil }
        self.init(isAllowed: isAllowed, reason: reason, code: code, gatewayAppID: gateway)
    }
}
