import ArgumentParser
import Attestation
import Codec
import Cryptography
import Glibc
import Primitives

/// Whom to trust, and as of when.
struct EvidenceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Judge as of this time: milliseconds since 1970, or the word signed.",
            valueName: "milliseconds"))
    var at: String?

    @Option(
        help: ArgumentHelp(
            "A PEM file with another root than the vendor's, for tests: every answer says so.",
            valueName: "file"))
    var root: String?

    @Option(
        help: ArgumentHelp(
            "Intel's collateral for the platform of a TDX quote, the JSON of QuoteCollateralV3.",
            valueName: "file"))
    var collateral: String?

    /// What evidence is judged by.
    ///
    /// - Parameter signedAt: When it was signed, by its own word.
    /// - Returns: Roots, collateral and time.
    /// - Throws: ``CommandFailure`` that names the option or the file at fault.
    func trust(signedAt: EvidenceTime?) throws(CommandFailure) -> EvidenceTrust {
        let (time, isReplay) = try time(signedAt: signedAt)
        let collateral = try readCollateral()
        if let root = try givenRoot() {
            return EvidenceTrust(
                nitroRoot: root, intelRoot: root, collateral: collateral, at: time,
                isReplay: isReplay)
        }
        do throws(X509Error) {
            return EvidenceTrust(
                nitroRoot: try AWSNitroRoot.certificate(),
                intelRoot: try IntelRoot.certificate(), collateral: collateral, at: time,
                isReplay: isReplay)
        } catch {
            throw CommandFailure(.input, "the pinned root: \(error)")
        }
    }

    private func givenRoot() throws(CommandFailure) -> X509Certificate? {
        guard let root else { return nil }
        let pem = try File.read(root)
        do throws(X509Error) { return try X509Certificate(pem: pem) } catch {
            throw CommandFailure(.input, "\(root): \(error)")
        }
    }

    private func readCollateral() throws(CommandFailure) -> TDXCollateral? {
        guard let collateral else { return nil }
        let bytes = try File.read(collateral)
        let value: JSONValue
        do throws(JSONError) { value = try JSONValue(parsing: bytes) } catch {
            throw CommandFailure(.input, "\(collateral): \(error)")
        }
        do throws(TDXQuoteError) { return try TDXCollateral(json: value) } catch {
            throw CommandFailure(.input, "\(collateral): \(error)")
        }
    }

    /// The time of the judgement, and whether it is one of the past.
    private func time(
        signedAt: EvidenceTime?
    ) throws(CommandFailure) -> (EvidenceTime, isReplay: Bool) {
        guard let at else { return (EvidenceOptions.now(), false) }
        if at == "signed" {
            guard let signedAt else {
                throw CommandFailure(.input, "--at signed: the evidence does not say when")
            }
            return (signedAt, true)
        }
        guard let milliseconds = UInt64(at) else {
            throw CommandFailure(.input, "--at: milliseconds since 1970 are needed, or signed")
        }
        return (EvidenceTime(milliseconds: milliseconds), true)
    }

    private static func now() -> EvidenceTime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        let milliseconds = Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
        return EvidenceTime(milliseconds: UInt64(clamping: milliseconds))
    }
}
