import Attestation
import Codec
import Primitives

/// The measurements of a TDX guest, as a page and as a document.
struct TDXReport {
    private let source: TDXSource

    /// The report on a quote and a log.
    init(_ source: TDXSource) { self.source = source }

    /// Whether the log gives the quoted register; nil where there is nothing to compare.
    var isReplayed: Bool? {
        guard let quoted = source.quote?.report.rtmr[3], let guest = source.guest else {
            return nil
        }
        return guest.rtmr3 == quoted
    }

    /// The page.
    var page: Page {
        var page = Page()
        page.facts(facts.map { (name: $0.label, value: $0.value) })
        if source.quote == nil {
            page.line("  Without a quote nobody has signed these events.", .warning)
        } else {
            page.line(
                "  Read from the quote, not verified: attest verify says who vouches for it.")
        }
        if let isReplayed {
            page.line(
                isReplayed
                    ? "  The replay of the log gives the quoted RTMR3."
                    : "  The replay of the log gives ANOTHER RTMR3 than the quoted one.",
                isReplayed ? .good : .danger)
        }
        return page
    }

    /// The document for programs.
    var document: JSONValue {
        var members = facts.map { JSONMember($0.name, .string($0.value)) }
        members.append(JSONMember("isReplayed", isReplayed.map { .bool($0) } ?? .null))
        return .object(members)
    }

    private typealias Fact = (name: String, label: String, value: String)

    private var facts: [Fact] { registers + identities + events }

    private var registers: [Fact] {
        var facts: [Fact] = []
        if let report = source.quote?.report {
            facts.append(("mrtd", "MRTD", report.mrTD.digits))
            for (index, register) in report.rtmr.enumerated() {
                facts.append(("rtmr\(index)", "RTMR\(index)", register.digits))
            }
            facts.append(("mrConfigId", "mr_config_id", report.configurationID.digits))
        }
        if let replay = source.guest?.rtmr3 {
            facts.append(("rtmr3Replayed", "RTMR3 replayed", replay.digits))
        }
        if let replay = source.guest?.boottimeRTMR3 {
            facts.append(("rtmr3Boottime", "RTMR3 at boot-mr-done", replay.digits))
        }
        return facts
    }

    private var identities: [Fact] {
        guard let quote = source.quote else { return [] }
        var facts: [Fact] = []
        let provider = source.guest?.keyProvider ?? .zero
        if let measurement = quote.measurement {
            if source.guest != nil {
                facts.append(
                    ("mrSystem", "mrSystem", measurement.mrSystem(keyProvider: provider).hex))
            }
            facts.append(("mrAggregated", "mrAggregated", measurement.mrAggregated.hex))
        }
        if let register = source.guest?.boottimeRTMR3,
            let measurement = quote.measurement(rtmr3: register)
        {
            facts += [
                (
                    "mrSystemBoottime", "mrSystem at boot",
                    measurement.mrSystem(keyProvider: .zero).hex
                ),
                ("mrAggregatedBoottime", "mrAggregated at boot", measurement.mrAggregated.hex),
            ]
        }
        if let platform = try? quote.statedPlatform() {
            facts.append(
                ("deviceId", "device id", TDXMeasurement.deviceID(ppid: platform.ppid).hex))
        }
        return facts
    }

    private var events: [Fact] {
        guard let guest = source.guest else { return [] }
        let named = [
            ("appId", "app id", "app-id"), ("composeHash", "compose hash", "compose-hash"),
            ("instanceId", "instance id", "instance-id"),
            ("keyProviderInfo", "key provider", "key-provider"),
        ]
        var facts: [Fact] = named.compactMap { name, label, event in
            guest.log.payload(event).map { (name, label, $0.hex) }
        }
        if let image = guest.osImageHash {
            facts.append(("osImageHash", "OS image (claimed)", image.hex))
        }
        return facts
    }
}
