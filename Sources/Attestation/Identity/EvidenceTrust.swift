public import Cryptography

/// Whom to trust for evidence of every platform, and as of when it is judged.
public struct EvidenceTrust: Sendable {
    /// The root of Nitro documents.
    public var nitroRoot: X509Certificate
    /// The root of TDX quotes and their collateral.
    public var intelRoot: X509Certificate
    /// Intel's word on platforms; nil refuses every TDX quote.
    public var collateral: TDXCollateral?
    /// The time of the judgement.
    public var time: EvidenceTime
    /// Whether that is a time of the past; in a live request it never is.
    public var isReplay: Bool
    /// How old evidence with a time may be.
    public var rules: FreshnessRules

    /// Trust in two roots at one time.
    ///
    /// - Parameters:
    ///   - nitroRoot: The root of Nitro documents; another than AWS's marks the result.
    ///   - intelRoot: The root of TDX quotes; another than Intel's marks the result.
    ///   - collateral: Intel's word on platforms; nil refuses every TDX quote.
    ///   - time: The time of the judgement.
    ///   - isReplay: Whether that is a time of the past.
    ///   - rules: How old evidence with a time may be.
    public init(
        nitroRoot: X509Certificate, intelRoot: X509Certificate, collateral: TDXCollateral? = nil,
        at time: EvidenceTime, isReplay: Bool = false, rules: FreshnessRules = .standard
    ) {
        self.nitroRoot = nitroRoot
        self.intelRoot = intelRoot
        self.collateral = collateral
        self.time = time
        self.isReplay = isReplay
        self.rules = rules
    }
}

/// Why a container gives no boot.
public enum EvidenceError: Error, Equatable, Sendable {
    /// The evidence of a Nitro enclave.
    case nitro(NitroEvidenceError)
    /// The evidence of a TDX guest.
    case tdx(TDXEvidenceError)
    /// Nobody gave Intel's collateral for a TDX quote.
    case noCollateral
    /// Evidence of a platform that is read but not verified here.
    case unsupported(Platform)
}

extension EvidenceError: CustomStringConvertible {
    /// One sentence for people, in ASCII.
    public var description: String {
        switch self {
        case .nitro(let error): error.description
        case .tdx(let error): error.description
        case .noCollateral: "a TDX quote needs Intel's collateral for its platform"
        case .unsupported(let platform):
            "evidence of \(platform.rawValue) is read, but not verified here"
        }
    }
}

extension MeasuredBoot {
    /// The boot that a container proves, of whatever platform.
    ///
    /// - Parameters:
    ///   - container: The container.
    ///   - trust: Whom to trust, and as of when.
    /// - Throws: ``EvidenceError``.
    public init(
        verifying container: AttestationContainer, _ trust: EvidenceTrust
    ) throws(EvidenceError) {
        switch container.evidence {
        case .nitroEnclave:
            do throws(NitroEvidenceError) {
                self = try MeasuredBoot(
                    nitro: container, root: trust.nitroRoot, at: trust.time,
                    isReplay: trust.isReplay, rules: trust.rules)
            } catch {
                throw .nitro(error)
            }
        case .tdx:
            guard let collateral = trust.collateral else { throw .noCollateral }
            do throws(TDXEvidenceError) {
                self = try MeasuredBoot(
                    tdx: container, collateral: collateral, root: trust.intelRoot,
                    at: trust.time, isReplay: trust.isReplay)
            } catch {
                throw .tdx(error)
            }
        case .snp: throw .unsupported(.snp)
        }
    }
}
