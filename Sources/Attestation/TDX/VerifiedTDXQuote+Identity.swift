import Primitives

extension VerifiedTDXQuote {
    /// The boot that the quote and the guest's log prove.
    ///
    /// App id, compose hash, instance id and key provider stand in the log, whose replay must be the
    /// quoted RTMR3. The OS image's hash is the guest's word: that it belongs to the registers is seen
    /// only by whoever measures the image.
    ///
    /// - Parameters:
    ///   - guest: The guest's log and configuration.
    ///   - events: The log of firmware and kernel, where it is at hand.
    /// - Returns: The boot.
    /// - Throws: ``TDXEvidenceError/log`` when the log is another one.
    public func measuredBoot(
        guest: TDXGuest, events: [TDXEvent] = []
    ) throws(TDXEvidenceError) -> MeasuredBoot {
        guard guest.rtmr3 == quote.report.rtmr[3] else { throw .log }
        func replayed(_ name: String) -> Known<Bytes> {
            guard let payload = guest.log.payload(name) else { return Known(Bytes(), .absent) }
            return Known(payload, .replayed)
        }
        let image = guest.osImageHash
        return boot(
            Members(
                keyProvider: guest.keyProvider, mrSystem: .signed,
                osImageHash: image.map { Known($0, .claimed) } ?? Known(Bytes(), .absent),
                appID: replayed("app-id"), composeHash: replayed("compose-hash"),
                instanceID: replayed("instance-id"),
                keyProviderInfo: replayed("key-provider")),
            findings(guest, events))
    }

    /// The boot that a quote proves by itself, without the log that names the app.
    public var bareBoot: MeasuredBoot {
        let none = Known(Bytes(), Origin.absent)
        return boot(
            Members(
                keyProvider: .zero, mrSystem: .absent, osImageHash: none, appID: none,
                composeHash: none, instanceID: none, keyProviderInfo: none), [])
    }

    /// What the log adds to the quote.
    private struct Members {
        let keyProvider: Hash32
        let mrSystem: Origin
        let osImageHash: Known<Bytes>
        let appID: Known<Bytes>
        let composeHash: Known<Bytes>
        let instanceID: Known<Bytes>
        let keyProviderInfo: Known<Bytes>
    }

    private func boot(_ members: Members, _ more: [EvidenceFinding]) -> MeasuredBoot {
        let measurement = measurement
        let system =
            members.mrSystem == .absent
            ? nil : measurement?.mrSystem(keyProvider: members.keyProvider)
        return MeasuredBoot(
            identity: MeasuredIdentity(
                platform: .tdx,
                mrAggregated: Known(measurement?.mrAggregated ?? .zero, .signed),
                osImageHash: members.osImageHash,
                mrSystem: Known(system ?? .zero, members.mrSystem), appID: members.appID,
                composeHash: members.composeHash, instanceID: members.instanceID,
                deviceID: Known(deviceID.bytes, .signed),
                keyProviderInfo: members.keyProviderInfo,
                tcbStatus: Known(status.rawValue, .signed),
                advisoryIDs: Known(advisories, .signed)),
            binding: EvidenceBinding(reportData: quote.report.reportData), root: root,
            freshness: freshness, findings: refusals + notices + more)
    }

    private var notices: [EvidenceFinding] {
        var found: [EvidenceFinding] = [
            EvidenceFinding(
                .notice, .timeUnknown,
                "a quote does not say when it was made; only what its report data hold can")
        ]
        if status != .upToDate, status != .revoked {
            let list = advisories.isEmpty ? "" : ": " + advisories.joined(separator: ", ")
            found.append(
                EvidenceFinding(
                    .warning, .tcb, "Intel says \(status.rawValue) of the platform\(list)"))
        }
        return found
    }

    private func findings(_ guest: TDXGuest, _ events: [TDXEvent]) -> [EvidenceFinding] {
        var found: [EvidenceFinding] = []
        if guest.osImageHash != nil {
            found.append(
                EvidenceFinding(
                    .notice, .claimed,
                    "the OS image's hash is only claimed: whoever has the image measures it and "
                        + "compares MRTD and RTMR0 to RTMR2"))
        }
        if let hash = guest.log.payload("compose-hash").flatMap({ Hash32($0) }),
            quote.report.configurationID.bytes[0] == 1,
            quote.report.configurationID.bytes != ConfigurationID.version1(composeHash: hash)
        {
            found.append(
                EvidenceFinding(
                    .refusal, .hostConfiguration,
                    "the host started the guest for another compose hash than its log says"))
        }
        for register in 0..<3 {
            let digests = events.filter { Int($0.register) == register }.map(\.digest)
            guard !digests.isEmpty, digests.allSatisfy({ $0.count == PCR.byteCount }),
                RegisterBank.sha384.replay(digests) != quote.report.rtmr[register].bytes
            else { continue }
            found.append(
                EvidenceFinding(
                    .warning, .platformLog,
                    "the log of RTMR\(register) does not give the quoted register; it says nothing")
            )
        }
        return found
    }
}
