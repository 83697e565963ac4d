import Primitives

/// What Intel's collateral says of one platform (Intel, "Appraisal of TDX quotes", and the
/// Provisioning Certification Service's rules for TCB Info version 3).
struct TCBJudgement {
    let status: TCBStatus
    let advisories: [String]

    init(
        report: TDReport, enclave: EnclaveReport, platform: PCKExtension, info: TCBInfo,
        identity: EnclaveIdentity
    ) throws(TDXQuoteError) {
        let enclaveLevel = try TCBJudgement.level(of: enclave, identity)
        let moduleLevel = try TCBJudgement.module(of: report, info)
        guard let level = TCBJudgement.level(of: report, platform, info) else { throw .noLevel }
        var status = level.status
        var advisories = level.advisories
        for part in [moduleLevel, enclaveLevel] {
            guard let part else { continue }
            status = status.together(with: part.status)
            for advisory in part.advisories where !advisories.contains(advisory) {
                advisories.append(advisory)
            }
        }
        self.status = status
        self.advisories = advisories
    }

    /// The first level at or below the platform.
    static func level(
        of report: TDReport, _ platform: PCKExtension, _ info: TCBInfo
    ) -> PlatformLevel? {
        let first = firstComponent(of: report)
        return info.levels.first { level in
            platform.pceSVN >= level.pceSVN
                && zip(platform.components, level.components).allSatisfy(>=)
                && (first..<16).allSatisfy { UInt64(report.tcb[$0]) >= level.tdxComponents[$0] }
        }
    }

    /// From TDX 1.5 on, components 0 and 1 are the module's own version, which its identity judges.
    static func firstComponent(of report: TDReport) -> Int { report.tcb[1] > 0 ? 2 : 0 }

    /// The name of the identity that judges the TDX module.
    static func moduleName(of report: TDReport) -> String {
        "TDX_" + Bytes([report.tcb[1]]).hex.dropFirst(2).uppercased()
    }

    /// The quoting enclave is Intel's, with allowed attributes, and has a level.
    private static func level(
        of enclave: EnclaveReport, _ identity: EnclaveIdentity
    ) throws(TDXQuoteError) -> VersionLevel {
        guard enclave.mrSigner == identity.mrSigner, enclave.productID == identity.productID else {
            throw .quotingEnclave("another signer or product")
        }
        guard
            equal(enclave.miscSelect, identity.miscSelect, under: identity.miscSelectMask),
            equal(enclave.attributes, identity.attributes, under: identity.attributesMask)
        else { throw .quotingEnclave("attributes that its identity does not allow") }
        guard let level = identity.levels.first(where: { enclave.securityVersion >= $0.version })
        else { throw .quotingEnclave("below every level of its identity") }
        return level
    }

    /// The TDX module is Intel's; from TDX 1.5 on it has a level.
    private static func module(
        of report: TDReport, _ info: TCBInfo
    ) throws(TDXQuoteError) -> VersionLevel? {
        let major = report.tcb[1]
        let name = moduleName(of: report)
        let found: ModuleIdentity? = major == 0 ? info.module : info.modules.first { $0.id == name }
        guard let found else { throw .module(name) }
        guard report.mrSignerSeam.bytes == found.mrSigner,
            equal(report.seamAttributes, found.attributes, under: found.attributesMask)
        else { throw .module("\(name) of this signer and these attributes") }
        guard major > 0 else { return nil }
        let version = UInt64(report.tcb[0])
        guard let level = found.levels.first(where: { version >= $0.version }) else {
            throw .module(name)
        }
        return level
    }

    private static func equal(_ found: Bytes, _ expected: Bytes, under mask: Bytes) -> Bool {
        guard found.count == expected.count, found.count == mask.count else { return false }
        return found.indices.allSatisfy { found[$0] & mask[$0] == expected[$0] & mask[$0] }
    }
}
