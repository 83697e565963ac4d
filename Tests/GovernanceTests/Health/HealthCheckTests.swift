import Codec
import Contracts
import Governance
import Primitives
import Testing

@Suite("Health of a governance")
struct HealthCheckTests {
    private static func account(_ number: UInt64) -> Address {
        Address(lastBytesOf: Hash32(UInt256(0xabc0_0000 + number)))
    }

    /// A governance as it should be.
    private static var sound: GovernanceFacts {
        let safe = account(1)
        let timelock = account(2)
        func contract(_ name: String, _ number: UInt64) -> GovernanceFacts.ContractFacts {
            GovernanceFacts.ContractFacts(
                name: name, address: account(number), isKnownProxy: true,
                implementation: account(number + 10), isKnownImplementation: true,
                owner: timelock, pendingOwner: .zero)
        }
        return GovernanceFacts(
            safe: GovernanceFacts.SafeFacts(
                address: safe, isKnownProxy: true, singleton: SafeDeployment.of(.safe, .v141),
                version: .v141, owners: [account(21), account(22), account(23)], threshold: 2,
                modules: [], transactionGuard: .zero, moduleGuard: .zero,
                fallbackHandler: SafeDeployment.of(.fallbackHandler, .v141)?.address ?? .zero,
                nonce: .zero),
            timelock: GovernanceFacts.TimelockFacts(
                address: timelock, isKnownCode: true, delay: 86_400, proposers: [safe],
                cancellers: [safe, account(30)], executors: [.zero], admins: [timelock],
                otherRoles: [], pending: []),
            kms: contract("DstackKms", 3), app: contract("DstackApp", 4),
            gatewayAppID: "3763bc34552cf3a27ff71ad5f7a90471562a1a2d",
            appImplementation: account(14), isKnownAppImplementation: true,
            allowsAnyDevice: false)
    }

    /// One change for each rule, which that rule alone finds.
    static let changes: [(rule: String, change: @Sendable (inout GovernanceFacts) -> Void)] = [
        ("owner", { $0.kms.owner = account(99) }),
        ("pending-owner", { $0.kms.pendingOwner = account(99) }),
        ("code", { $0.app?.isKnownImplementation = false }),
        ("code", { $0.kms.isKnownProxy = false }),
        ("timelock-code", { $0.timelock.isKnownCode = false }),
        ("delay", { $0.timelock.delay = 86_399 }),
        ("admin", { $0.timelock.admins.append(account(99)) }),
        ("proposer", { $0.timelock.proposers.append(account(99)) }),
        ("no-proposer", { $0.timelock.proposers = [] }),
        ("sole-canceller", { $0.timelock.cancellers = [$0.safe.address] }),
        ("sole-canceller", { $0.timelock.cancellers = [] }),
        ("no-executor", { $0.timelock.executors = [] }),
        ("other-role", { $0.timelock.otherRoles = [Hash32(UInt256(7))] }),
        ("safe-code", { $0.safe.singleton = nil }),
        ("safe-code", { $0.safe.isKnownProxy = false }),
        ("safe-version", { $0.safe.version = .v150 }),
        ("threshold", { $0.safe.owners.append(account(24)) }),
        ("lost-key", { $0.safe.threshold = 3 }),
        ("module", { $0.safe.modules = [account(99)] }),
        ("guard", { $0.safe.transactionGuard = account(99) }),
        ("guard", { $0.safe.moduleGuard = account(99) }),
        ("fallback-handler", { $0.safe.fallbackHandler = account(99) }),
        ("gateway", { $0.gatewayAppID = "any" }),
        ("app-implementation", { $0.isKnownAppImplementation = false }),
        ("any-device", { $0.allowsAnyDevice = true }),
    ]

    @Test("a governance as it should be has no findings")
    func clean() {
        #expect(HealthCheck.findings(Self.sound).isEmpty)
    }

    @Test("each weakness is found by its rule, and by no other", arguments: changes.indices)
    func planted(index: Int) {
        var facts = Self.sound
        Self.changes[index].change(&facts)
        let findings = HealthCheck.findings(facts)
        #expect(findings.map(\.rule) == [Self.changes[index].rule])
        #expect(findings.allSatisfy { !$0.mend.isEmpty })
    }

    @Test("settings without a weakness pass, and each weakness has its name")
    func settings() {
        var settings = DeploymentSettings(
            owners: [Self.account(1), Self.account(2), Self.account(3)], threshold: 2,
            delay: 86_400, cancellers: [Self.account(4)], kmsMeasurement: Hash32(UInt256(1)),
            kmsDevice: Hash32(UInt256(2)),
            gatewayAppID: "3763bc34552cf3a27ff71ad5f7a90471562a1a2d",
            appDevice: Hash32(UInt256(3)))
        #expect(settings.weaknesses.isEmpty && fault(settings) == nil)
        settings.delay = 86_399
        settings.threshold = 1
        settings.cancellers = []
        settings.gatewayAppID = "any"
        #expect(settings.weaknesses == DeploymentSettings.Weakness.allCases)
        #expect(fault(settings) == nil)
    }

    @Test("settings that no deployment can have are refused")
    func impossible() {
        let good = DeploymentSettings(
            owners: [Self.account(1)], threshold: 1, delay: 0, cancellers: [],
            kmsMeasurement: Hash32(UInt256(1)), kmsDevice: Hash32(UInt256(2)),
            gatewayAppID: "any", appDevice: Hash32(UInt256(3)))
        #expect(fault(good) == nil)
        let changes: [(inout DeploymentSettings) -> Void] = [
            { $0.owners = [] }, { $0.owners = [Self.account(1), Self.account(1)] },
            { $0.owners = [.zero] }, { $0.threshold = 0 }, { $0.threshold = 2 },
            { $0.delay = 366 * 86_400 }, { $0.kmsMeasurement = .zero }, { $0.kmsDevice = .zero },
            { $0.appDevice = .zero }, { $0.gatewayAppID = "" }, { $0.gatewayAppID = "Any" },
            { $0.gatewayAppID = "0x00" }, { $0.cancellers = [.zero] },
        ]
        for (index, change) in changes.enumerated() {
            var settings = good
            change(&settings)
            #expect(fault(settings) != nil, "change \(index)")
        }
    }

    private func fault(_ settings: DeploymentSettings) -> SettingsError? {
        do throws(SettingsError) {
            try settings.check()
            return nil
        } catch { return error }
    }
}
