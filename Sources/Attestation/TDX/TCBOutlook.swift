public import Primitives

/// How far a platform is from a TCB that Intel calls up to date, and until when what Intel says is in
/// force.
public struct TCBOutlook: Hashable, Sendable {
    /// A part of the platform whose security version is too low.
    public struct Shortfall: Hashable, Sendable {
        /// The part, as Intel names it where it does.
        public let part: String
        /// Its security version.
        public let has: UInt64
        /// The least one of a TCB that is up to date.
        public let needs: UInt64
    }

    /// What is too low; empty on a platform that is up to date, and where only settings are wrong.
    public let shortfalls: [Shortfall]
    /// The date of the TCB that the platform has, as Intel writes it.
    public let presentDate: String?
    /// The date of the first TCB that is up to date; nil when Intel calls none so.
    public let currentDate: String?
    /// When the first part of the collateral ends; nobody can judge a quote by it after that.
    public let collateralEnds: Timestamp

    init(
        report: TDReport, enclave: EnclaveReport, platform: PCKExtension, info: TCBInfo,
        identity: EnclaveIdentity, collateralEnds: Int64
    ) {
        let current = info.levels.first { $0.status == .upToDate }
        var found: [Shortfall] = []
        func require(_ part: String, _ has: UInt64, _ needs: UInt64) {
            if has < needs { found.append(Shortfall(part: part, has: has, needs: needs)) }
        }
        if let current {
            for (index, needs) in current.components.enumerated() {
                require(
                    TCBOutlook.name("SGX component", index, current.componentNames),
                    platform.components[index], needs)
            }
            require("provisioning certification enclave", platform.pceSVN, current.pceSVN)
            for index in TCBJudgement.firstComponent(of: report)..<16 {
                require(
                    TCBOutlook.name("TDX component", index, current.tdxComponentNames),
                    UInt64(report.tcb[index]), current.tdxComponents[index])
            }
        }
        let module = info.modules.first { $0.id == TCBJudgement.moduleName(of: report) }
        if let module, let level = module.levels.first(where: { $0.status == .upToDate }) {
            require("TDX module \(module.id ?? "")", UInt64(report.tcb[0]), level.version)
        }
        if let level = identity.levels.first(where: { $0.status == .upToDate }) {
            require("quoting enclave", enclave.securityVersion, level.version)
        }
        shortfalls = found
        currentDate = current?.date
        presentDate = TCBJudgement.level(of: report, platform, info)?.date
        self.collateralEnds = Timestamp(seconds: UInt64(clamping: collateralEnds))
    }

    private static func name(_ kind: String, _ index: Int, _ names: [String]) -> String {
        let name = index < names.count ? names[index] : ""
        return name.isEmpty ? "\(kind) \(index)" : "\(kind) \(index) (\(name))"
    }
}
