import Codec
import Primitives

extension AttestationContainer {
    /// The evidence of a certificate of before dstack's containers: a TDX quote and its event log.
    ///
    /// - Parameters:
    ///   - quote: The quote, whose report data are the container's.
    ///   - log: The event log, a JSON array; nil, which is refused, where there is none.
    /// - Throws: ``ContainerError``.
    init(quote: Bytes, log: Bytes?) throws(ContainerError) {
        guard let log else { throw .missing("the event log of the quote") }
        for bytes in [quote, log] where bytes.count > AttestationContainer.mostBytes {
            throw .size(bytes.count)
        }
        let reportData: Bytes
        do throws(TDXQuoteError) {
            reportData = try TDXQuote(parsing: quote).report.reportData
        } catch {
            throw .report("the quote: \(error)")
        }
        let value: JSONValue
        do throws(JSONError) { value = try JSONValue(parsing: log) } catch {
            throw .report("the event log: \(error)")
        }
        let events = try AttestationContainer.events(log: value)
        self.init(
            format: .quoteAndLog, evidence: .tdx(quote: quote, events: events),
            reportData: reportData, log: EventLog(guest: events), configuration: "")
    }
}
