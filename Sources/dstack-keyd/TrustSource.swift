import Attestation
import Codec
import Cryptography
import KeyRelease

/// Whom the service trusts for evidence.
struct TrustSource: Sendable {
    /// The root of Nitro documents.
    let nitroRoot: X509Certificate
    /// The root of TDX quotes.
    let intelRoot: X509Certificate
    /// The file with Intel's collateral, which whoever renews it replaces; nil refuses TDX.
    let collateral: String?
    /// How old evidence may be.
    let rules: FreshnessRules

    /// Trust at the clock's time.
    ///
    /// - Throws: ``/KeyRelease/ReleaseRefusal`` when the collateral cannot be read: nothing is released on
    ///   what an earlier one said.
    func trust(at time: EvidenceTime) throws(ReleaseRefusal) -> EvidenceTrust {
        EvidenceTrust(
            nitroRoot: nitroRoot, intelRoot: intelRoot, collateral: try readCollateral(),
            at: time, rules: rules)
    }

    private func readCollateral() throws(ReleaseRefusal) -> TDXCollateral? {
        guard let collateral else { return nil }
        do {
            let bytes = try Settings.bytes(of: collateral, "--collateral")
            return try TDXCollateral(json: try JSONValue(parsing: bytes))
        } catch {
            throw ReleaseRefusal(.failed, "\(error)")
        }
    }
}
