import Attestation
import Primitives

/// Why evidence does not verify.
struct EvidenceFailure: Error {
    /// One sentence for people.
    let reason: String
}

extension EvidenceFile {
    /// The boot that the evidence proves.
    func verified(_ trust: EvidenceTrust) throws(EvidenceFailure) -> MeasuredBoot {
        switch self {
        case .document(let bytes): try EvidenceFile.verified(document: bytes, trust)
        case .container(let container):
            try EvidenceFile.renamed { () throws(EvidenceError) in
                try MeasuredBoot(verifying: container, trust)
            }
        case .quote(let bytes): try EvidenceFile.verified(quote: bytes, trust).bareBoot
        case .certificate(let certificate):
            try EvidenceFile.renamed { () throws(RATLSError) in try certificate.boot(trust) }
        }
    }

    /// The quote of the evidence, verified; nil where it is not of TDX.
    func verifiedQuote(_ trust: EvidenceTrust) throws(EvidenceFailure) -> VerifiedTDXQuote? {
        guard let quote else { return nil }
        return try EvidenceFile.verified(quote: quote, trust)
    }

    private static func verified(
        document: Bytes, _ trust: EvidenceTrust
    ) throws(EvidenceFailure) -> MeasuredBoot {
        let verified = try renamed { () throws(NSMError) in
            try VerifiedNSMDocument(
                verifying: document, root: trust.nitroRoot, at: trust.time,
                isReplay: trust.isReplay, rules: trust.rules)
        }
        guard let boot = verified.measuredBoot() else {
            throw EvidenceFailure(reason: NitroEvidenceError.registers.description)
        }
        return boot
    }

    private static func verified(
        quote: Bytes, _ trust: EvidenceTrust
    ) throws(EvidenceFailure) -> VerifiedTDXQuote {
        guard let collateral = trust.collateral else {
            throw EvidenceFailure(reason: EvidenceError.noCollateral.description)
        }
        return try renamed { () throws(TDXQuoteError) in
            try VerifiedTDXQuote(
                verifying: quote, collateral: collateral, root: trust.intelRoot, at: trust.time,
                isReplay: trust.isReplay)
        }
    }

    private static func renamed<Value, Fault: Error & CustomStringConvertible>(
        _ body: () throws(Fault) -> Value
    ) throws(EvidenceFailure) -> Value {
        do throws(Fault) { return try body() } catch {
            throw EvidenceFailure(reason: error.description)
        }
    }
}
