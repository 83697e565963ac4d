import Attestation
import Codec
import Primitives

/// A quote and a log to measure, of which one may be missing.
struct TDXSource {
    let quote: TDXQuote?
    let guest: TDXGuest?

    /// Reads the file at `file`, and the log of a bare quote at `eventLog`.
    init(file: String, eventLog: String?) throws(CommandFailure) {
        let bytes = try File.read(file)
        if eventLog == nil, bytes.first == UInt8(ascii: "[") {
            quote = nil
            guest = try TDXSource.guest(log: bytes, path: file)
            return
        }
        let evidence = try EvidenceFile(bytes, path: file)
        guard let quote = evidence.quote else {
            throw CommandFailure(.input, "\(file): a \(evidence.name), which has no TDX quote")
        }
        do throws(TDXQuoteError) { self.quote = try TDXQuote(parsing: quote) } catch {
            throw CommandFailure(.input, "\(file): \(error)")
        }
        if let eventLog {
            guest = try TDXSource.guest(log: try File.read(eventLog), path: eventLog)
        } else {
            guest = try evidence.container.map { container throws(CommandFailure) in
                try TDXSource.guest(container.log, container.configuration, path: file)
            }
        }
    }

    private static func guest(log text: Bytes, path: String) throws(CommandFailure) -> TDXGuest {
        let value: JSONValue
        do throws(JSONError) { value = try JSONValue(parsing: text) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
        let events: [TDXEvent]
        do throws(ContainerError) { events = try AttestationContainer.events(log: value) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
        return try guest(EventLog(guest: events), "", path: path)
    }

    private static func guest(
        _ log: EventLog, _ configuration: String, path: String
    ) throws(CommandFailure) -> TDXGuest {
        do throws(TDXEvidenceError) { return try TDXGuest(log, configuration: configuration) } catch
        {
            throw CommandFailure(.input, "\(path): \(error)")
        }
    }
}
