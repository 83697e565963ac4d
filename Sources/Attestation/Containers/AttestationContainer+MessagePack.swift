import Primitives

extension AttestationContainer {
    /// The container of the form V1: version, platform and stack, the latter two by kind.
    init(messagePack bytes: Bytes) throws(ContainerError) {
        let value: MessagePackValue
        do throws(MessagePackError) {
            value = try MessagePackValue(
                parsing: bytes, byteCount: AttestationContainer.mostBytes)
        } catch {
            throw .messagePack(error)
        }
        let whole = try ContainerMembers(
            value, path: "attestation", known: ["version", "platform", "stack"])
        guard let version = try whole.value("version").number else { throw .type("version") }
        guard version == 1 else { throw .version(version) }
        let evidence = try AttestationContainer.evidence(whole.value("platform"))
        let (kind, data) = try AttestationContainer.variant(whole.value("stack"), path: "stack")
        let own: Set = ["report_data", "runtime_events", "config"]
        let isPod = kind == "dstack-pod"
        guard isPod || kind == "dstack" else { throw .kind("\(EscapedText(kind, limit: 40))") }
        let stack = try ContainerMembers(
            data, path: "stack", known: isPod ? own.union(["report_data_payload"]) : own)
        let reportData = try stack.bytes("report_data")
        guard reportData.count == 64 else { throw .reportData(count: reportData.count) }
        var events: [RuntimeEvent] = []
        for item in try stack.items("runtime_events") {
            let event = try ContainerMembers(
                item, path: "runtime_events[\(events.count)]",
                known: ["event", "payload", "version"])
            events.append(
                RuntimeEvent(
                    name: try event.text("event"), payload: try event.bytes("payload"),
                    version: try event.version()))
        }
        self.init(
            format: .v1, evidence: evidence, reportData: reportData, log: EventLog(events),
            configuration: try stack.text("config"),
            reportDataPayload: isPod ? try stack.text("report_data_payload") : nil)
    }

    /// The kind and the data of a choice.
    private static func variant(
        _ value: MessagePackValue, path: String
    ) throws(ContainerError) -> (kind: String, data: MessagePackValue) {
        let members = try ContainerMembers(value, path: path, known: ["kind", "data"])
        return (try members.text("kind"), try members.value("data"))
    }

    private static func evidence(
        _ value: MessagePackValue
    ) throws(ContainerError) -> PlatformEvidence {
        let (kind, data) = try variant(value, path: "platform")
        switch kind {
        case "tdx":
            let tdx = try ContainerMembers(data, path: "platform", known: ["quote", "event_log"])
            return .tdx(
                quote: try tdx.bytes("quote"), events: try events(tdx.items("event_log")))
        case "nitro-enclave":
            let nitro = try ContainerMembers(data, path: "platform", known: ["nsm_quote"])
            return .nitroEnclave(document: try nitro.bytes("nsm_quote"))
        case "sev-snp":
            let snp = try ContainerMembers(
                data, path: "platform", known: ["report", "cert_chain", "mr_config"])
            var certificates: [Bytes] = []
            for item in try snp.items("cert_chain") {
                guard let bytes = item.byteString else { throw .type("platform.cert_chain") }
                certificates.append(bytes)
            }
            return .snp(
                report: try snp.bytes("report"), certificates: certificates,
                configuration: try snp.text("mr_config"))
        case "gcp-tdx", "aws-nitro-tpm": throw .unsupported(kind)
        default: throw .kind("\(EscapedText(kind, limit: 40))")
        }
    }

    private static func events(_ items: [MessagePackValue]) throws(ContainerError) -> [TDXEvent] {
        var events: [TDXEvent] = []
        for item in items {
            let event = try ContainerMembers(
                item, path: "event_log[\(events.count)]",
                known: [
                    "imr", "event_type", "digest", "event", "event_payload", "version", "preimage",
                ])
            // A digest may be left out, and a preimage is for readers: both are computed here.
            events.append(
                TDXEvent(
                    register: try event.word("imr"), type: try event.word("event_type"),
                    digest: event.optional("digest") == nil ? Bytes() : try event.bytes("digest"),
                    name: try event.text("event"), payload: try event.bytes("event_payload"),
                    version: try event.version()))
        }
        return events
    }
}
