import ArgumentParser
import Attestation
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

    /// The root of Nitro documents.
    func nitroRoot() throws(CommandFailure) -> X509Certificate {
        let pem = if let root { try File.read(root) } else { Bytes?.none }
        do throws(X509Error) {
            guard let pem else { return try AWSNitroRoot.certificate() }
            return try X509Certificate(pem: pem)
        } catch {
            throw CommandFailure(.input, "\(root ?? "the pinned root"): \(error)")
        }
    }

    /// The time of the judgement, and whether it is one of the past.
    func time(signedAt: EvidenceTime?) throws(CommandFailure) -> (EvidenceTime, isReplay: Bool) {
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
