import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// Verifies a deployment from the chain alone: the document says where and what was meant, the
/// chain says what is.
struct DeploymentVerification {
    let client: EthereumClient
    let deployment: Deployment
    let document: JSONValue

    /// What came of it.
    struct Result {
        let checks: [DeploymentCheck.Check]

        /// The sentences that were checked.
        var sentences: [String] { checks.map(\.sentence) }

        /// The first that is not true.
        var failure: DeploymentCheck.Check? { checks.first { !$0.holds } }

        /// The result for people.
        func page(for deployment: Deployment) -> Page {
            var page = Page()
            page.facts([
                ("DstackKms", deployment.kms.checksummed),
                ("DstackApp", deployment.app?.checksummed ?? "none"),
                ("timelock", deployment.timelock.checksummed),
                ("Safe", deployment.safe.checksummed),
            ])
            for check in checks {
                page.line(
                    (check.holds ? "  ✓ " : "  ✗ ") + check.sentence,
                    check.holds ? .plain : .danger)
            }
            return page
        }
    }

    /// Runs all checks.
    ///
    /// - Returns: Checks that all hold.
    /// - Throws: ``CommandFailure``: `refused` with the first sentence that is not true.
    func run() async throws(CommandFailure) -> Result {
        let result = try await checks()
        if let failure = result.failure {
            throw CommandFailure(
                .refused, "verification: not true that \(failure.sentence)",
                remedy: "deploy verify shows all checks; health says what to do.")
        }
        return result
    }

    /// Runs all checks, and reports also those that fail.
    func checks() async throws(CommandFailure) -> Result {
        let settings = try settings()
        let (facts, _) = try await FactsOnChain(client: client).read(deployment)
        return Result(
            checks: DeploymentCheck.checks(facts, against: settings)
                + (try await policy(settings)) + (try await replayed(settings)))
    }

    /// The first policy, asked of the contracts.
    private func policy(
        _ settings: DeploymentSettings
    ) async throws(CommandFailure) -> [DeploymentCheck.Check] {
        let kms = deployment.kms
        var checks = [
            DeploymentCheck.Check(
                sentence: "the KMS measurement is allowed",
                holds: try await client.read(
                    DstackKms.KmsAllowedAggregatedMrs(settings.kmsMeasurement), of: kms)),
            DeploymentCheck.Check(
                sentence: "the KMS device is allowed",
                holds: try await client.read(
                    DstackKms.KmsAllowedDeviceIds(settings.kmsDevice), of: kms)),
        ]
        if let app = deployment.app {
            checks.append(
                DeploymentCheck.Check(
                    sentence: "the app is registered",
                    holds: try await client.read(DstackKms.RegisteredApps(app), of: kms)))
            checks.append(
                DeploymentCheck.Check(
                    sentence: "the app's device is allowed",
                    holds: try await client.read(
                        DstackApp.AllowedDeviceIds(settings.appDevice), of: app)))
        }
        return checks
    }

    /// The policy as the events alone tell it: what they leave is what the contracts answer, and at
    /// the end of the deployment it was what was meant, and nothing besides.
    private func replayed(
        _ settings: DeploymentSettings
    ) async throws(CommandFailure) -> [DeploymentCheck.Check] {
        let history = PolicyHistory(client: client, firstBlock: deployment.firstBlock ?? 0)
        let contracts = [deployment.kms] + [deployment.app].compactMap(\.self)
        let now = try await history.replay(contracts)
        let last = document["blocks"]?["last"]?.integer(as: UInt64.self)
        let first = last == nil ? now : try await history.replay(contracts, upTo: last)
        var checks: [DeploymentCheck.Check] = []
        for contract in contracts {
            let isKms = contract == deployment.kms
            let name = isKms ? "DstackKms" : "DstackApp"
            let meant: [PolicySet: Set<Hash32>] =
                isKms
                ? [
                    .measurements: [settings.kmsMeasurement], .kmsDevices: [settings.kmsDevice],
                    .osImages: [],
                ] : [.devices: [settings.appDevice], .composeHashes: []]
            let wasMeant = meant.allSatisfy { first.hashes($0.key, of: contract) == $0.value }
            checks.append(
                DeploymentCheck.Check(
                    sentence: "\(name) was handed over with the meant policy and nothing besides",
                    holds: wasMeant))
            var agrees = true
            for set in isKms ? PolicySet.ofKms : PolicySet.ofApp {
                for hash in (now.named[contract]?[set] ?? []).sorted() {
                    let isAllowed = try await history.isAllowed(hash, set, contract)
                    agrees = agrees && isAllowed == now.hashes(set, of: contract).contains(hash)
                }
            }
            checks.append(
                DeploymentCheck.Check(
                    sentence: "\(name) allows what its events add up to", holds: agrees))
        }
        return checks
    }

    /// What the document says that was meant.
    private func settings() throws(CommandFailure) -> DeploymentSettings {
        func list(_ name: String) throws(CommandFailure) -> [Address] {
            var addresses: [Address] = []
            for item in document[name]?.array ?? [] {
                addresses.append(try Input.address(item.string ?? "", name))
            }
            return addresses
        }
        guard let threshold = document["threshold"]?.integer(as: Int.self),
            let delay = document["delay"]?.integer(as: UInt64.self),
            let policy = document["policy"], let gateway = policy["gatewayAppId"]?.string
        else {
            throw CommandFailure(
                .input, "the document does not say what was meant: threshold, delay, policy")
        }
        func hash(_ name: String) throws(CommandFailure) -> Hash32 {
            try Input.hash(policy[name]?.string ?? "", "policy.\(name)")
        }
        return DeploymentSettings(
            owners: try list("owners"), threshold: threshold, delay: delay,
            cancellers: try list("cancellers"), kmsMeasurement: try hash("kmsAggregatedMr"),
            kmsDevice: try hash("kmsDevice"), gatewayAppID: gateway,
            appDevice: try hash("appDevice"))
    }
}
