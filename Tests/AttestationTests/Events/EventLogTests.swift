import Attestation
import Primitives
import TestSupport
import Testing

@Suite("Event logs: what a guest measured, replayed")
struct EventLogTests {
    static let cases =
        (try? Fixtures.cases("dstack/measurements.jsonl").filter {
            $0.value["kind"]?.string == "event log"
        }) ?? []

    @Test("All 36 logs of both banks and versions are there")
    func counts() { #expect(Self.cases.count == 36) }

    @Test(
        "A log leaves the register of the corpus, whole and at the end of the boot",
        arguments: cases)
    func replayed(example: FixtureCase) throws {
        let bank = try #require(RegisterBank(rawValue: example.string("bank")))
        let log = try Self.log(example)
        for (event, stated) in zip(log.events, try example.member("events").array ?? []) {
            #expect(bank.digest(of: event.preimage).hex == stated["digest"]?.string)
        }
        #expect(try log.replay(bank).hex == example.string("register"))
        #expect(try (log.boottimeReplay(bank)?.hex ?? "0x") == example.string("boottimeRegister"))
        for wrong in try example.member("wrong").array ?? [] {
            #expect(log.replay(bank).hex != wrong["result"]?.string)
        }
        for (name, payload) in try example.member("lookup").object ?? [:] {
            #expect(log.payload(name)?.hex == payload.string, "\(name)")
        }
    }

    @Test("What an app measures under a name of the system's is never looked at")
    func afterReady() {
        let log = EventLog([
            RuntimeEvent(name: "app-id", payload: [1]), RuntimeEvent(name: "app-id", payload: [2]),
            RuntimeEvent(name: "system-ready", payload: []),
            RuntimeEvent(name: "compose-hash", payload: [3]),
        ])
        #expect(log.payload("app-id") == [1] && log.payloads("app-id") == [[1], [2]])
        #expect(log.payload("compose-hash") == nil)
    }

    @Test("The digests of upstream's own code are ours, names beyond ASCII included")
    func shared() throws {
        let cases = try SharedEvidence.cases("tdx/event_digests.jsonl")
        for example in cases {
            let version = try #require(Int(example.string("version").dropFirst()))
            let event = RuntimeEvent(
                name: try example.string("event"),
                payload: try Bytes(hex: "0x" + example.string("payload")),
                version: try #require(RuntimeEvent.Version(rawValue: version)))
            #expect(
                try RegisterBank.sha384.digest(of: event.preimage).hex
                    == "0x" + example.string("sha384"), "\(event.name)")
            #expect(
                try RegisterBank.sha256.digest(of: event.preimage).hex
                    == "0x" + example.string("sha256_gcp"), "\(event.name)")
        }
        #expect(cases.isEmpty || cases.count == 24)
    }

    private static func log(_ example: FixtureCase) throws -> EventLog {
        let version = try #require(
            Int(example.string("version")).flatMap(RuntimeEvent.Version.init(rawValue:)))
        #expect(try example.string("eventType") == RuntimeEvent.type.description)
        return EventLog(
            try (example.member("events").array ?? []).map { event in
                RuntimeEvent(
                    name: try #require(event["name"]?.string),
                    payload: try Bytes(hex: #require(event["payload"]?.string)),
                    version: version)
            })
    }
}
