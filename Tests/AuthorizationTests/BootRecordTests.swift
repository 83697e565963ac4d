import Authorization
import Codec
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("A record repeats its decision bit for bit, or names what does not follow")
struct BootRecordTests {
    /// A record that was made so.
    enum Made: CaseIterable {
        case allowed, kms, denied, unread, braked, shadowed, agreed, unanswered, file, mock
    }

    static let hash = Keccak256.hash(utf8: "digest")

    static func record(_ made: Made) throws -> BootRecord {
        let kind: BootRequest.Kind = made == .kms ? .kms : .app
        let cases = try Fixtures.cases("boot-auth/webhook.jsonl")
        let item = try #require(cases.first { $0.id == "app allowed" })
        let asked = try AskedBoot(body: Bytes(utf8: item.string("text")), kind: kind)
        var record = BootRecord(
            time: 1_800_000_000_123, asked: asked, configuration: hash,
            backend: made == .file ? .file : made == .mock ? .mock : .chain)
        switch made {
        case .file: (record.answer, record.policy) = (.allowed(gateway: "any"), hash)
        case .mock: record.answer = .denied(.contract, "made up")
        default: record.decided = decided(asked.request, made)
        }
        switch made {
        case .allowed: record.brake = .init(digest: hash, sequence: 7, entry: nil)
        case .braked:
            record.brake = .init(
                digest: hash, sequence: 7, entry: BrakeEntry(.all, "", reason: "drill"))
        case .shadowed:
            record.shadow = .verdict(isAllowed: false, reason: "old", gatewayAppID: "")
        case .agreed: record.shadow = .verdict(isAllowed: true, reason: "", gatewayAppID: "x")
        case .unanswered: record.shadow = .fault("rpc.deadline")
        default: break
        }
        return record
    }

    private static func decided(_ request: BootRequest, _ made: Made) -> Decided {
        func view(_ number: UInt64) -> DecisionBasis.View {
            let kms = PolicyFacts.Kms(
                allowsImage: true, allowsMeasurement: true, allowsDevice: true, isRegistered: true,
                gatewayAppID: "0x" + String(repeating: "9a", count: 20))
            let rules = PolicyFacts.Rules(
                allowsCompose: made != .denied, allowsAnyDevice: false, allowsDevice: true,
                requiresUpToDate: false)
            return DecisionBasis.View(
                number: BlockNumber(number), hash: Keccak256.hash(utf8: "\(number)"),
                stateRoot: hash, timestamp: Timestamp(seconds: 1_800_000_000),
                facts: .facts(
                    PolicyFacts(kms: kms, app: request.kind == .app ? .known(rules) : nil)))
        }
        var basis = DecisionBasis(
            request: request, kms: TestRequest.contract, finalized: view(7), recent: view(9),
            quorum: 2,
            rules: LocalRules(
                deniedVariants: ["dstack-aws-nitro-tpm"], acceptedGateways: ["any"],
                leastEvidence: .proved))
        if made == .unread {
            basis.denial = HeadDenial(.headStale, "too old")
            (basis.finalized, basis.recent) = (nil, nil)
        }
        return Decided(basis)
    }

    /// What is thrown for a record that was changed; nil when it is repeated.
    private static func fault(_ json: JSONValue) -> BootRecord.Fault? {
        do throws(BootRecord.Fault) {
            _ = try BootRecord(repeating: json)
            return nil
        } catch {
            return error
        }
    }

    @Test("as it was written", arguments: Made.allCases)
    func repeated(made: Made) throws {
        let record = try Self.record(made)
        let text = record.json.serialized(.compact.ascii)
        let again = try BootRecord(repeating: JSONValue(parsing: text))
        #expect(again.decision == record.decision && again.reply == record.reply)
        #expect(again.json.serialized(.compact.ascii) == text)
        let allowed: Set<Made> = [.allowed, .kms, .agreed, .file]
        #expect(record.decision.isAllowed == allowed.contains(made))
    }

    @Test("without one of its members, or with one of another form", arguments: Made.allCases)
    func form(made: Made) throws {
        let json = try Self.record(made).json
        var count = 0
        for path in json.paths {
            let (value, isItem) = (json.at(path), path.last.flatMap { Int($0) } != nil)
            var changes: [JSONValue?] = [["x": 1], .number("1.5")]
            if value?.isNull == true { changes = [1, "0x", [1]] }
            if !isItem { changes.append(nil) }
            for change in changes {
                #expect(
                    Self.fault(json.changing(path, to: change)) != nil,
                    "\(path) \(change?.description ?? "missing")")
                count += 1
            }
        }
        #expect(count > 60)
        #expect(Self.fault(json.adding("extra", 1)) != nil)
    }

    /// The record, the member, what stands there instead, and the member that does not follow.
    static let changes: [(Made, String, JSONValue, String)] = [
        (.allowed, "decision.isAllowed", false, "decision"),
        (.allowed, "decision.code", "shadow", "decision"),
        (.allowed, "decision.reason", "x", "decision"),
        (.allowed, "decision.gatewayAppId", "any", "decision"),
        (.denied, "decision.isAllowed", true, "decision"),
        (.allowed, "reply", #"{"isAllowed":false,"reason":"","gatewayAppId":""}"#, "reply"),
        (.denied, "reply", #"{"isAllowed":true,"reason":"","gatewayAppId":""}"#, "reply"),
        (.allowed, "evidence", "single", "evidence"), (.file, "evidence", "proved", "evidence"),
        (.allowed, "basis.quorum", 1, "decision"), (.denied, "basis.quorum", 1, "evidence"),
        (.allowed, "basis.recent.facts.kms.allowsImage", false, "decision"),
        (.allowed, "basis.finalized.facts.kms.allowsImage", false, "decision"),
        (.allowed, "basis.recent.facts.kms.isRegistered", false, "decision"),
        (.allowed, "basis.finalized.facts.kms.gatewayAppId", "any", "decision"),
        (.kms, "basis.recent.facts.kms.allowsMeasurement", false, "decision"),
        (.kms, "basis.recent.facts.kms.allowsDevice", false, "decision"),
        (.allowed, "basis.recent.facts.app.allowsCompose", false, "decision"),
        (.allowed, "basis.recent.facts.app.allowsDevice", false, "decision"),
        (.allowed, "basis.recent.facts.app.code", "absent", "decision"),
        (.denied, "basis.recent.facts.app.code", "absent", "decision"),
        (.allowed, "basis.recent.facts", "unknown kms", "decision"),
        (.allowed, "basis.recent", .null, "decision"),
        (.allowed, "basis.finalized", .null, "decision"), (.allowed, "basis", .null, "decision"),
        (.allowed, "basis.rules.deniedVariants", ["dstack-tdx"], "decision"),
        (.unread, "basis.denial.code", "head.halted", "decision"),
        (.unread, "basis.denial.sentence", "x", "decision"),
        (.unread, "basis.denial", .null, "decision"),
        (.braked, "brake", .null, "decision"), (.braked, "brake.entry", .null, "decision"),
        (.braked, "brake.entry.reason", "x", "decision"),
        (.allowed, "brake.entry", ["deny": "all", "value": "", "reason": "x"], "decision"),
        (.shadowed, "shadow", .null, "decision"),
        (.shadowed, "shadow.isAllowed", true, "decision"),
        (.shadowed, "shadow.reason", "x", "decision"),
        (.agreed, "shadow.isAllowed", false, "decision"),
        (.unanswered, "shadow", ["isAllowed": true, "reason": "", "gatewayAppId": ""], "decision"),
        (.file, "answer.isAllowed", false, "decision"), (.file, "answer", .null, "decision"),
        (.mock, "answer.reason", "x", "decision"), (.allowed, "backend", "mock", "decision"),
        (.mock, "backend", "file", "evidence"), (.mock, "backend", "chain", "decision"),
        // The same values, written otherwise.
        (
            .allowed, "configuration", .string("0x" + hash.hex.dropFirst(2).uppercased()),
            "the record"
        ),
        (.allowed, "finalizedVoters", [1], "the record"),
    ]

    @Test("with another member, the first that does not follow is named", arguments: changes)
    func differs(made: Made, path: String, value: JSONValue, member: String) throws {
        let json = try Self.record(made).json
        let names = path.split(separator: ".").map(String.init)
        try #require(json.at(names) != nil && json.at(names) != value)
        let fault = Self.fault(json.changing(names, to: value))
        guard case .differs(member, let follows, let recorded) = fault else {
            Issue.record("\(path): \(fault?.description ?? "repeated")")
            return
        }
        #expect(follows != recorded)
    }

    @Test("for another boot than the one asked for")
    func otherBoot() throws {
        let json = try Self.record(.allowed).json
        let text = try #require(json["request"]?.string)
        let image = try #require(json["basis"]?["request"]?["osImageHash"]?.string)
        let other = String(repeating: "7", count: 64)
        let rows: [([String], JSONValue, String)] = [
            (["basis", "request", "osImageHash"], .string("0x" + other), "basis.request"),
            (["basis", "request", "kind"], "kms", "basis.request"),
            (["kind"], "kms", "basis.request"),
            (
                ["request"], .string(text.replacing(image.dropFirst(2), with: other)),
                "basis.request"
            ),
            (["request"], .string(String(text.dropLast())), "request"),
            (
                ["brake", "entry"],
                ["deny": "compose", "value": .string("0x" + other), "reason": "x"], "brake.entry"
            ),
            (["format"], "dstack-governance/boot/2", "format"), (["basis", "version"], 2, "basis"),
        ]
        for (path, value, member) in rows {
            #expect(Self.fault(json.changing(path, to: value)) == .member(member), "\(path)")
        }
    }
}

extension JSONValue {
    /// The way to each value below this one, by names of members and places of items.
    fileprivate var paths: [[String]] {
        var paths: [[String]] = []
        for member in object ?? [] { paths += member.value.paths(behind: member.name) }
        for (place, item) in (array ?? []).enumerated() { paths += item.paths(behind: "\(place)") }
        return paths
    }

    private func paths(behind name: String) -> [[String]] { [[name]] + paths.map { [name] + $0 } }

    /// The value at the end of a way.
    fileprivate func at(_ path: some Collection<String>) -> JSONValue? {
        guard let name = path.first else { return self }
        return (self[name] ?? Int(name).flatMap { self[$0] })?.at(path.dropFirst())
    }

    /// The same with another value at the end of a way; nil removes it.
    fileprivate func changing(_ path: some Collection<String>, to value: JSONValue?) -> JSONValue {
        guard let name = path.first else { return value ?? self }
        func changed(_ old: JSONValue) -> JSONValue? {
            path.count == 1 ? value : old.changing(path.dropFirst(), to: value)
        }
        if let items = array {
            return .array(items.enumerated().compactMap { "\($0)" == name ? changed($1) : $1 })
        }
        return .object(
            (object ?? []).compactMap { member in
                member.name != name
                    ? member : changed(member.value).map { JSONMember(name, $0) }
            })
    }

    /// The same with one more member.
    fileprivate func adding(_ name: String, _ value: JSONValue) -> JSONValue {
        .object((object ?? []) + [JSONMember(name, value)])
    }
}
