import Authorization
import AuthorizationService
import Codec
import Cryptography
import DecisionLog
import Foundation
import HTTPServer
import Primitives
import TestSupport
import Testing

@Suite("The webhook over a real socket")
struct BootServiceTests {
    /// The implementation that the corpus's `GET /` tells.
    static let implementation = "0x22e3229E7B992b050d30bd6DEcE7329Ce00c6A86"

    static func policies() throws -> [String: FixtureValue] {
        try Dictionary(
            uniqueKeysWithValues: Fixtures.cases("boot-auth/policies.jsonl").map {
                ($0.id, $0.value)
            })
    }

    static func service(
        _ policy: String = "usual", _ state: FixtureBackend.State = .chain, base: String = "/",
        gate: ServiceGate = ServiceGate(), change: (inout BootService.Parts) -> Void = { _ in }
    ) throws -> ListeningService {
        try ListeningService(
            FixtureBackend(
                policy: try #require(try policies()[policy]), state: state,
                appImplementation: implementation), gate: gate, base: base, change: change)
    }

    /// The body of a case of the corpus, or of the boot that is allowed.
    static func body(_ item: FixtureCase) throws -> Bytes {
        if let text = item.value["text"]?.string { return Bytes(utf8: text) }
        if let hex = item.value["hex"]?.string { return try Bytes(hex: hex) }
        let parts = try item.member("repeat")
        let times = parts["times"]?.string.flatMap { Int($0) } ?? parts["times"]?.number ?? 0
        let unit = String(repeating: parts["unit"]?.string ?? "", count: times)
        return Bytes(
            utf8: (parts["before"]?.string ?? "") + unit + (parts["after"]?.string ?? ""))
    }

    static func allowedBody() throws -> Bytes {
        try body(
            try #require(
                try Fixtures.cases("boot-auth/webhook.jsonl").first { $0.id == "app allowed" }))
    }

    @Test("every case of the corpus gets its status, its rule and its body")
    func corpus() async throws {
        var services: [String: ListeningService] = [:]
        var decided = 0
        for item in try Fixtures.cases("boot-auth/webhook.jsonl") {
            let (policy, backend) = (try item.string("policy"), try item.string("backend"))
            let state = try #require(FixtureBackend.State(rawValue: backend))
            let key = policy + "/" + backend
            let service = try services[key] ?? Self.service(policy, state)
            services[key] = service
            var fields: [String: String] = [:]
            if let type = item.value["contentType"]?.string { fields["content-type"] = type }
            let method = try item.string("method")
            let body = method == "GET" ? nil : try Self.body(item)
            let reply = try await service.ask(
                method, try item.string("path"), body, fields: fields)
            let ours = try item.member("ours")
            #expect("\(reply.status)" == ours["status"]?.string, "\(item.id)")
            if let body = ours["body"]?.string { #expect(reply.body == body, "\(item.id)") }
            #expect(reply.body.utf8.allSatisfy { $0 < 0x80 }, "\(item.id)")
            guard reply.status == 200, let code = ours["code"]?.string else { continue }
            #expect(reply.fields["dstack-code"] == code, "\(item.id)")
            #expect(reply.body.utf8.count < 512, "\(item.id)")
            #expect(
                reply.json?.object?.map(\.name) == ["isAllowed", "reason", "gatewayAppId"])
            if case .bool(let isAllowed)? = ours["isAllowed"] {
                #expect(reply.json?["isAllowed"]?.bool == isAllowed, "\(item.id)")
            }
            decided += 1
        }
        #expect(decided > 80)
        let recorded = try services.values.reduce(0) { try $0 + $1.records().count }
        #expect(recorded == decided, "one record for each decision")
        for service in services.values {
            for record in try service.records() {
                #expect(throws: Never.self) { try BootRecord(repeating: record) }
            }
        }
    }

    @Test("a path prefix and a query that swallows the path are what the KMS makes of its URL")
    func bases() async throws {
        let body = try Self.allowedBody()
        let table: [(base: String, route: String, information: String)] = [
            ("/", "/bootAuth/app", "/"), ("/prefix", "/prefix/bootAuth/app", "/prefix"),
            ("/prefix/", "/prefix/bootAuth/app", "/prefix/"), ("//", "//bootAuth/app", "//"),
            ("/p?key=1", "/p?key=1/bootAuth/app", "/p?key=1"),
        ]
        for (base, route, information) in table {
            let service = try Self.service(base: base)
            #expect(try await service.ask("POST", route, body).status == 200, "\(base)")
            #expect(try await service.ask("GET", information).status == 200, "\(base)")
            #expect(
                try await service.ask("POST", "http://authd:8000" + route, body).status == 200)
            #expect(try await service.ask("POST", "/other" + route, body).status == 404)
            #expect(try await service.ask("GET", "/live").status == 200)
        }
    }

    @Test("C10: a reply names record, blocks and expiry, and its signature holds for exactly them")
    func signature() async throws {
        let service = try Self.service()
        let body = try Self.allowedBody()
        let reply = try await service.ask("POST", "/bootAuth/app", body)
        let attestation = try #require(
            LogAttestation(
                signature: reply.fields["dstack-signature"] ?? "",
                proof: reply.fields["dstack-signature-proof"] ?? ""))
        func holds(_ change: (inout ReplyStatement) -> Void = { _ in }) throws -> Bool {
            func hash(_ name: String) throws -> Hash32 {
                try Hash32(hex: try #require(reply.fields[name]))
            }
            let seconds = reply.fields["dstack-expires"].flatMap { UInt64($0) }
            var statement = ReplyStatement(
                request: SHA256.hash(body), reply: SHA256.hash(utf8: reply.body),
                decision: try hash("dstack-decision-id"),
                finalized: try hash("dstack-finalized-block"),
                recent: try hash("dstack-recent-block"),
                expires: seconds.map { Timestamp(seconds: $0) })
            change(&statement)
            return attestation.holds(for: statement.text, by: service.key.identity.publicKey)
        }
        #expect(try holds())
        let heads = try #require(FixtureBackend.heads)
        #expect(reply.fields["dstack-expires"] == "\(heads.recent.timestamp.seconds + 60)")
        let other = Keccak256.hash(utf8: "other")
        let changes: [(inout ReplyStatement) -> Void] = [
            { $0.request = SHA256.hash(utf8: "{}") }, { $0.reply = other }, { $0.decision = other },
            { $0.finalized = nil }, { $0.recent = nil }, { $0.recent = other },
            { swap(&$0.finalized, &$0.recent) }, { $0.expires = nil },
            { $0.expires = $0.expires?.adding(seconds: 1) },
        ]
        for (place, change) in changes.enumerated() {
            #expect(try !holds(change), "change \(place)")
        }
        #expect(reply.fields["dstack-finalized-block"] == heads.finalized.hash.hex)
        #expect(reply.fields["dstack-recent-block"] == heads.recent.hash.hex)
        #expect(reply.fields["dstack-evidence"] == "proved")
        let record = try #require(try service.records().first)
        #expect(record["reply"]?.string == reply.body)
    }

    @Test("C10: a reply without blocks has no expiry, and is signed as such")
    func signatureWithoutBlocks() async throws {
        let service = try Self.service("usual", .down)
        let body = try Self.allowedBody()
        let reply = try await service.ask("POST", "/bootAuth/app", body)
        #expect(reply.json?["isAllowed"]?.bool == false)
        #expect(reply.fields["dstack-expires"] == nil)
        let attestation = try #require(
            LogAttestation(
                signature: reply.fields["dstack-signature"] ?? "",
                proof: reply.fields["dstack-signature-proof"] ?? ""))
        for (seconds, isSigned) in [(nil, true), (UInt64(1_800_000_078), false)] {
            let statement = ReplyStatement(
                request: SHA256.hash(body), reply: SHA256.hash(utf8: reply.body),
                decision: try Hash32(hex: try #require(reply.fields["dstack-decision-id"])),
                finalized: nil, recent: nil, expires: seconds.map { Timestamp(seconds: $0) })
            #expect(
                attestation.holds(for: statement.text, by: service.key.identity.publicKey)
                    == isSigned)
        }
    }

    @Test("a question that is asked again has a record of its own, which repeats the answer")
    func again() async throws {
        let service = try Self.service()
        let body = try Self.allowedBody()
        for _ in 0..<3 {
            #expect(try await service.ask("POST", "/bootAuth/app", body).status == 200)
        }
        _ = try await service.ask("POST", "/bootAuth/kms", body)
        let records = try service.records()
        #expect(records.map { $0["kind"]?.string } == ["app", "app", "app", "kms"])
        for record in records {
            #expect(record["request"]?.string == String(decoding: body, as: UTF8.self))
            #expect(throws: Never.self) { try BootRecord(repeating: record) }
        }
        #expect(records[0]["basis"] == records[2]["basis"])
    }

    @Test("without a record nothing is allowed, and denials are answered all the same")
    func noRecord() async throws {
        let service = try Self.service()
        service.log.close()
        let reply = try await service.ask("POST", "/bootAuth/app", try Self.allowedBody())
        #expect(reply.status == 200)
        #expect(reply.json?["isAllowed"]?.bool == false)
        #expect(reply.json?["reason"]?.string == "the decision could not be recorded")
        #expect(reply.fields["dstack-decision-id"] == nil)
        let metrics = try await service.ask("GET", "/metrics").body
        #expect(metrics.contains("authd_allows_without_record_total 1\n"))
    }

    @Test("a password, or a token, is needed where one is configured, but not for /live and /ready")
    func gate() async throws {
        let gate = ServiceGate(
            basic: [SHA256.hash(utf8: "kms:secret")], bearer: [SHA256.hash(utf8: "token")])
        let service = try Self.service(gate: gate)
        let body = try Self.allowedBody()
        let table: [(String?, Int)] = [
            (nil, 401), ("Basic a21zOnNlY3JldA==", 200), ("Basic a21zOnNlY3JlVA==", 401),
            ("Bearer token", 200), ("Bearer Token", 401), ("Basic", 401),
        ]
        for (authorization, status) in table {
            var fields = ["content-type": "application/json"]
            fields["authorization"] = authorization
            let reply = try await service.ask("POST", "/bootAuth/app", body, fields: fields)
            #expect(reply.status == status, "\(authorization ?? "nothing")")
            #expect(
                try await service.ask("GET", "/", fields: fields).status == status)
        }
        #expect(try await service.ask("GET", "/live").status == 200)
        #expect(try await service.ask("GET", "/ready").status == 200)
    }

    @Test("what is missing is said in words by /ready, and counted by /metrics")
    func readiness() async throws {
        let down = try Self.service("usual", .down)
        let ready = try await down.ask("GET", "/ready")
        #expect(ready.status == 503 && ready.body.contains("the fixture's chain is down"))
        let service = try Self.service()
        _ = try await service.ask("POST", "/bootAuth/app", try Self.allowedBody())
        _ = try await service.ask("POST", "/bootAuth/app", Bytes(utf8: "{"))
        let metrics = try await service.ask("GET", "/metrics").body
        for line in [
            #"authd_decisions_total{kind="app",outcome="allow",code="contract"} 1"#,
            #"authd_refused_requests_total{code="request.json"} 1"#, "authd_ready 1",
            "authd_log_records 1", "# TYPE authd_decisions_total counter",
        ] {
            #expect(metrics.contains(line + "\n"), "\(line)")
        }
    }
}
