public import Cryptography
public import Primitives

/// Why the container of a TDX guest gives no boot.
public enum TDXEvidenceError: Error, Equatable, Sendable {
    /// Evidence of another platform.
    case platform(Platform)
    /// The quote, or its collateral.
    case quote(TDXQuoteError)
    /// The container's report data are not the quote's.
    case reportData
    /// The log of events does not give the quoted RTMR3.
    case log
    /// The configuration is no JSON object, or its image's hash no hex text.
    case configuration(String)
    /// An event's payload has not as many bytes as it should have.
    case identifier(event: String, count: Int, expected: Int)
}

extension TDXEvidenceError: CustomStringConvertible {
    /// One sentence for people, in ASCII.
    public var description: String {
        switch self {
        case .platform(let platform): "evidence of \(platform.rawValue), not of a TDX guest"
        case .quote(let error): error.description
        case .reportData: "the report data are not those of the signed quote"
        case .log: "the replay of the event log does not give the quoted RTMR3"
        case .configuration(let text): "the configuration: \(text)"
        case .identifier(let event, let count, let expected):
            "the event \(event) has \(count) bytes, not \(expected)"
        }
    }
}

extension MeasuredBoot {
    /// The boot that the container of a TDX guest proves.
    ///
    /// - Parameters:
    ///   - container: The container.
    ///   - collateral: Intel's word on platforms of this kind.
    ///   - root: The one certificate that is trusted.
    ///   - time: The time at which it is judged.
    ///   - isReplay: Whether that is a time of the past.
    /// - Throws: ``TDXEvidenceError``.
    public init(
        tdx container: AttestationContainer, collateral: TDXCollateral, root: X509Certificate,
        at time: EvidenceTime, isReplay: Bool = false
    ) throws(TDXEvidenceError) {
        guard case .tdx(let bytes, let events) = container.evidence else {
            throw .platform(container.evidence.platform)
        }
        let quote: VerifiedTDXQuote
        do throws(TDXQuoteError) {
            quote = try VerifiedTDXQuote(
                verifying: bytes, collateral: collateral, root: root, at: time,
                isReplay: isReplay)
        } catch {
            throw .quote(error)
        }
        guard quote.quote.report.reportData == container.reportData else { throw .reportData }
        self = try quote.measuredBoot(
            guest: try TDXGuest(container.log, configuration: container.configuration),
            events: events)
    }
}

/// What a TDX guest's log and configuration say, not yet compared with a register.
public struct TDXGuest: Sendable {
    /// The events that the guest measured.
    public let log: EventLog
    /// The OS image's hash of the configuration: a claim.
    public let osImageHash: Bytes?

    /// What a log and a configuration say.
    ///
    /// - Throws: ``TDXEvidenceError``.
    public init(_ log: EventLog, configuration: String) throws(TDXEvidenceError) {
        self.log = log
        do throws(GuestConfigurationFault) {
            osImageHash = try GuestConfiguration.imageHash(configuration)
        } catch {
            throw .configuration(error.text)
        }
        for (event, expected) in [("app-id", 20), ("compose-hash", 32)] {
            guard let payload = log.payload(event), payload.count != expected else { continue }
            throw .identifier(event: event, count: payload.count, expected: expected)
        }
        if let instance = log.payload("instance-id"), instance.count != 20, instance.count != 0 {
            throw .identifier(event: "instance-id", count: instance.count, expected: 20)
        }
    }

    /// The register that the log leaves.
    public var rtmr3: PCR? { PCR(log.replay(.sha384)) }

    /// The register at the end of the boot; nil when the log does not reach it.
    public var boottimeRTMR3: PCR? { log.boottimeReplay(.sha384).flatMap { PCR($0) } }

    /// What the measurements take of the key provider.
    public var keyProvider: Hash32 {
        KeyProvider.measurement(info: log.payload("key-provider") ?? Bytes())
    }
}
