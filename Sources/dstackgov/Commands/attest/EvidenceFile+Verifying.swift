import Attestation
import Cryptography

/// Why evidence does not verify.
struct EvidenceFailure: Error {
    /// One sentence for people.
    let reason: String
}

extension EvidenceFile {
    /// The boot that the evidence proves.
    func verified(
        root: X509Certificate, at time: EvidenceTime, isReplay: Bool
    ) -> Result<MeasuredBoot, EvidenceFailure> {
        switch self {
        case .document(let bytes):
            do throws(NSMError) {
                let document = try VerifiedNSMDocument(
                    verifying: bytes, root: root, at: time, isReplay: isReplay)
                guard let boot = document.measuredBoot() else {
                    return .failure(
                        EvidenceFailure(reason: NitroEvidenceError.registers.description))
                }
                return .success(boot)
            } catch {
                return .failure(EvidenceFailure(reason: error.description))
            }
        case .container(let container):
            do throws(NitroEvidenceError) {
                return .success(
                    try MeasuredBoot(
                        nitro: container, root: root, at: time, isReplay: isReplay))
            } catch {
                return .failure(EvidenceFailure(reason: error.description))
            }
        }
    }
}
