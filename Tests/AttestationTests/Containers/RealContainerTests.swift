import Attestation
import Primitives
import TestSupport
import Testing

@Suite("Containers of real guests, as upstream reads them")
struct RealContainerTests {
    @Test("The 18 public containers give upstream's platform, report data, events and digests")
    func good() throws {
        let cases = try SharedEvidence.cases("containers/containers.jsonl")
        for example in cases {
            let id = try example.string("name")
            let expected = try example.member("expected")
            let container = try AttestationContainer(
                parsing: SharedEvidence.bytes(example.string("file")))
            #expect(container.format.rawValue == expected["container"]?.string, "\(id)")
            #expect("0x" + (expected["report_data"]?.string ?? "") == container.reportData.hex)
            #expect(expected["config"]?.string == container.configuration, "\(id)")
            #expect(expected["report_data_payload"]?.string == container.reportDataPayload)
            let events = expected["runtime_events"]?.array ?? []
            #expect(container.log.events.count == events.count, "\(id)")
            for (event, stated) in zip(container.log.events, events) {
                #expect(event.name == stated["event"]?.string, "\(id)")
                let digest = RegisterBank.sha384.digest(of: event.preimage)
                #expect(String(digest.hex.dropFirst(2)) == stated["sha384"]?.string, "\(id)")
            }
            let replay = try example.member("rtmr3_replay")
            let full = container.log.replay(.sha384)
            #expect(String(full.hex.dropFirst(2)) == replay["full"]?.string, "\(id)")
            let info = expected["app_info"]
            for (name, event) in [("app_id", "app-id"), ("instance_id", "instance-id")]
            where container.evidence.platform != .snp {
                let payload = container.log.payload(event) ?? Bytes()
                #expect(String(payload.hex.dropFirst(2)) == info?[name]?.string, "\(id) \(name)")
            }
        }
        #expect(cases.isEmpty || cases.count == 18)
    }

    /// What this reader does where either answer can be defended (docs/attestation.md): another
    /// encoding of the same bytes is taken, an unknown member is not.
    private static let decided = [
        "v1-extra-top-key": false, "v1-report-data-as-bin": true, "v1-nsm-quote-as-bin": true,
        "v1-payload-as-array": true,
    ]

    @Test("The 36 malformed ones are judged as a strict reader judges them")
    func malformed() throws {
        let cases = try SharedEvidence.cases("containers/malformed.jsonl")
        for example in cases {
            let id = try example.string("name")
            let result = Result {
                try AttestationContainer(parsing: SharedEvidence.bytes(example.string("file")))
            }
            let isAccepted = try Self.decided[id] ?? (example.string("strict") != "reject")
            let isRead = (try? result.get()) != nil
            #expect(isRead == isAccepted, "\(id)")
        }
        #expect(cases.isEmpty || cases.count == 36)
    }
}
