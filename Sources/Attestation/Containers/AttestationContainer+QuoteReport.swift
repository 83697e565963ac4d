public import Codec
public import Primitives

extension AttestationContainer {
    /// The evidence of a quote report: what a guest's agent answers when it is asked for a TDX quote,
    /// a JSON object with `quote`, `event_log`, and where it says so `report_data` and `vm_config`.
    ///
    /// - Parameter json: The text.
    /// - Throws: ``ContainerError`` with the first fault.
    public init(quoteReport json: Bytes) throws(ContainerError) {
        guard json.count <= AttestationContainer.mostBytes else { throw .size(json.count) }
        let value = try AttestationContainer.value(json)
        guard value.object != nil else { throw .report("the JSON is no object") }
        let quote = try AttestationContainer.hex(value, "quote")
        let events = try AttestationContainer.events(value)
        let reportData: Bytes
        if value["report_data"] == nil {
            do throws(TDXQuoteError) {
                reportData = try TDXQuote(parsing: quote).report.reportData
            } catch { throw .report("the quote: \(error)") }
        } else {
            reportData = try AttestationContainer.hex(value, "report_data")
        }
        guard reportData.count == 64 else { throw .reportData(count: reportData.count) }
        self.init(
            format: .quoteReport, evidence: .tdx(quote: quote, events: events),
            reportData: reportData,
            log: EventLog(guest: events),
            configuration: value["vm_config"]?.string ?? "")
    }

    private static func value(_ text: Bytes) throws(ContainerError) -> JSONValue {
        do throws(JSONError) { return try JSONValue(parsing: text) } catch {
            throw .report(error.description)
        }
    }

    private static func hex(
        _ value: JSONValue, _ name: String
    ) throws(ContainerError) -> Bytes {
        guard let digits = value[name]?.string else { throw .missing(name) }
        guard let bytes = try? Bytes(hex: digits.hasPrefix("0x") ? digits : "0x" + digits) else {
            throw .type(name)
        }
        return bytes
    }

    /// The event log is a JSON text inside of the JSON, or stands there as it is.
    private static func events(_ value: JSONValue) throws(ContainerError) -> [TDXEvent] {
        guard var log = value["event_log"] else { throw .missing("event_log") }
        if let text = log.string { log = try AttestationContainer.value(Bytes(utf8: text)) }
        return try events(log: log)
    }

    /// The events of a log that is a JSON array, as dstack's agent writes it.
    ///
    /// - Parameter log: The array.
    /// - Returns: Its events.
    /// - Throws: ``ContainerError`` with the first fault.
    public static func events(log: JSONValue) throws(ContainerError) -> [TDXEvent] {
        guard case .array(let items) = log else { throw .type("event_log") }
        var events: [TDXEvent] = []
        for item in items {
            let path = "event_log[\(events.count)]"
            guard let register = item["imr"]?.integer(as: UInt32.self),
                let type = item["event_type"]?.integer(as: UInt32.self),
                let name = item["event"]?.string
            else { throw .type(path) }
            let number = item["version"]?.integer(as: Int.self) ?? 1
            guard let version = RuntimeEvent.Version(rawValue: number) else {
                throw .eventVersion(UInt64(clamping: number))
            }
            events.append(
                TDXEvent(
                    register: register, type: type, digest: try hex(item, "digest"), name: name,
                    payload: try hex(item, "event_payload"), version: version))
        }
        return events
    }
}
