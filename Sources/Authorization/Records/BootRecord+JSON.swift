public import Codec
import Primitives

extension BootRecord {
    /// The format's name and version.
    public static let format = "dstack-governance/boot/1"

    /// The record with its decision and the body of its reply: what is written.
    public struct Answered: JSONWritable, Sendable {
        /// What the answer depended on.
        public let record: BootRecord
        /// What follows from it: ``BootRecord/decision``.
        public let decision: BootDecision
        /// The body of the reply: ``BootRecord/reply``.
        public let reply: String
        /// How strong the evidence is: ``/Authorization/BootRecord/evidence``.
        public let evidence: String

        /// A record, and what follows from it.
        public init(_ record: BootRecord) {
            self.record = record
            decision = record.decision
            reply = record.reply
            evidence = record.evidence
        }

        /// Writes the members in their order.
        public func write(to writer: inout JSONWriter) {
            writer.object { writer in
                writer.member("format", BootRecord.format)
                writer.member("time", record.time)
                writer.member("kind", record.asked.request.kind.rawValue)
                writer.name("request")
                writer.value(keptBy: record.asked.text) { $0.text(utf8: record.asked.body) }
                writer.member("configuration", record.configuration)
                writer.member("backend", record.backend.rawValue)
                writer.member("policy", record.policy)
                writer.member("brake", record.brake)
                writer.member("basis", record.decided)
                writer.member("answer", record.answer)
                writer.member("shadow", record.shadow?.json)
                writer.member("finalizedVoters", record.decided?.finalizedVoters ?? [])
                writer.member("recentVoters", record.decided?.recentVoters ?? [])
                writer.member("evidence", evidence)
                writer.member("decision", decision)
                writer.member("reply", reply)
            }
        }
    }

    /// What is written, as a tree.
    public var json: JSONValue { JSONValue(writing: Answered(self)) }

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
        let body = Bytes(utf8: try text("request"))
        guard let asked = try? AskedBoot(body: body, kind: kind) else { throw .member("request") }
        self.init(time: time, asked: asked, configuration: configuration, backend: backend)
        policy = try BootRecord.optional("policy", json) { value in
            value.string.flatMap { try? Hash32(hex: $0) }
        }
        brake = try BootRecord.optional("brake", json) { Brake(json: $0) }
        let (finalized, recent) = (try labels("finalizedVoters"), try labels("recentVoters"))
        decided = try BootRecord.optional("basis", json) { value in
            (try? DecisionBasis(json: value)).map { basis in
                Decided(basis, finalizedVoters: finalized, recentVoters: recent)
            }
        }
        answer = try BootRecord.optional("answer", json) { BootDecision(json: $0) }
        shadow = try BootRecord.optional("shadow", json) { ShadowAnswer(json: $0) }
        try check(json)
    }

    /// Whether the record follows from what it depends on.
    private func check(_ json: JSONValue) throws(Fault) {
        let request = asked.request
        if let decided, decided.basis.request != request { throw .member("basis.request") }
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

extension BootRecord.Brake: JSONWritable {
    /// Writes the overlay's name and the entry that denied.
    public func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("digest", digest)
            writer.member("sequence", sequence)
            writer.member("entry", entry?.json)
        }
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

extension BootDecision: JSONWritable {
    /// Writes the answer as it stands in records.
    public func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("isAllowed", isAllowed)
            writer.member("code", code.rawValue)
            writer.member("reason", reason)
            writer.member("gatewayAppId", gatewayAppID)
        }
    }

    /// The answer as a tree.
    public var json: JSONValue { JSONValue(writing: self) }

    /// The answer that a record writes; nil when it is none.
    public init?(json: JSONValue) {
        guard let isAllowed = json["isAllowed"]?.bool, let reason = json["reason"]?.string,
            let code = json["code"]?.string.flatMap({ DecisionCode(rawValue: $0) }),
            let gateway = json["gatewayAppId"]?.string
        else { return nil }
        self.init(isAllowed: isAllowed, reason: reason, code: code, gatewayAppID: gateway)
    }
}
