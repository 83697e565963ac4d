import Cryptography
import Primitives

extension VerifiedNSMDocument {
    /// PCR0, PCR1 and PCR2; nil when the document lacks one of them.
    public var measurement: NitroMeasurement? {
        guard let pcr0 = document.registers[0], let pcr1 = document.registers[1],
            let pcr2 = document.registers[2]
        else { return nil }
        return NitroMeasurement(pcr0: pcr0, pcr1: pcr1, pcr2: pcr2)
    }

    /// The boot that the document measures.
    ///
    /// An enclave's mrSystem, mrAggregated, OS image hash and compose hash are one value, that of its
    /// registers; what the guest claims must be the same. The device id is the one of dstack since
    /// its change 1302, of PCR4.
    ///
    /// - Parameter claims: What the guest says beside the document.
    /// - Returns: The boot; nil when the document lacks one of the three registers.
    public func measuredBoot(claims: NitroClaims = NitroClaims()) -> MeasuredBoot? {
        guard let measurement else { return nil }
        let hash = measurement.osImageHash
        let known = Known(hash.bytes, .signed)
        let identity = MeasuredIdentity(
            platform: .nitroEnclave, mrAggregated: Known(hash, .signed), osImageHash: known,
            mrSystem: Known(hash, .signed), appID: claimed(claims.appID), composeHash: known,
            instanceID: claimed(claims.instanceID),
            deviceID: document.registers[4].map { register in
                Known(NitroDevice.id(pcr4: register).bytes, .signed)
            } ?? Known(Bytes(), .absent),
            keyProviderInfo: claimed(claims.keyProviderInfo), tcbStatus: Known("", .absent),
            advisoryIDs: Known([], .absent))
        let userData = document.userData
        return MeasuredBoot(
            identity: identity,
            binding: EvidenceBinding(
                reportData: userData.flatMap { $0.count == 64 ? $0 : nil }, nonce: document.nonce,
                publicKey: document.publicKey),
            root: root, freshness: freshness,
            findings: findings(measurement, claims))
    }

    private func claimed(_ value: Bytes?) -> Known<Bytes> {
        guard let value else { return Known(Bytes(), .absent) }
        return Known(value, .claimed)
    }

    private func findings(
        _ measurement: NitroMeasurement, _ claims: NitroClaims
    ) -> [EvidenceFinding] {
        var findings: [EvidenceFinding] = []
        if let refusal = measurement.refusal {
            let code: EvidenceFinding.Code = refusal == .debug ? .debug : .registerMissing
            findings.append(EvidenceFinding(.refusal, code, refusal.description))
        }
        let hash = measurement.osImageHash.bytes
        if let claim = claims.osImageHash, claim != hash {
            findings.append(
                EvidenceFinding(
                    .refusal, .claimDiffers,
                    "the guest claims the image \(claim.hex), its registers say \(hash.hex)"))
        }
        if claims.appID != nil {
            findings.append(
                EvidenceFinding(
                    .notice, .claimed,
                    "the app id is only claimed: any enclave whose image the app allows may say it")
            )
        }
        let names = chain.certificates[0].subjectText
        if !names.utf8.containsSequence("CN=\(document.moduleID).".utf8) {
            let module = EscapedText(document.moduleID, limit: 80)
            findings.append(
                EvidenceFinding(
                    .warning, .moduleName, "the module \(module) is not in the name \(names)"))
        }
        if !document.unknownMembers.isEmpty {
            let list = EscapedText(document.unknownMembers.joined(separator: ", "), limit: 200)
            findings.append(
                EvidenceFinding(
                    .notice, .unknownMember, "signed members that AWS does not name: \(list)"))
        }
        return findings
    }
}

extension Sequence<UInt8> {
    /// Whether the bytes of `other` occur in this sequence one after the other.
    fileprivate func containsSequence(_ other: some Collection<UInt8>) -> Bool {
        var rest = Array(self)[...]
        while rest.count >= other.count {
            if rest.starts(with: other) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
