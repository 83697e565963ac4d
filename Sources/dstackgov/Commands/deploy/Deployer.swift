import Authorization
import Chain
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives
import Signing

/// Deploys the contracts with their first policy, by ordinary transactions of one account.
struct Deployer {
    /// What is deployed.
    struct Contracts {
        let kms: Address
        let safe: Address
        let timelock: Address
    }

    let settings: DeploymentSettings
    let code: DeploymentCode
    var transactions: JournaledTransactions

    private var client: EthereumClient { transactions.client }

    /// Does whatever is left to do up to the offer of the ownership.
    mutating func contracts(key: borrowing PrivateKey) async throws(CommandFailure) -> Contracts {
        let singleton = try await SafeCreation.singleton(client)
        let implementation = try await create("app-implementation", code.app, Bytes(), key: key)
        let kms = try await deployKms(implementation, key: key)
        let safe = try await deploySafe(singleton, kms: kms, key: key)
        let timelock = try await deployTimelock(safe, key: key)
        try await setFirstPolicy(kms, key: key)
        try await deployApp(kms, timelock, implementation, key: key)
        return Contracts(kms: kms, safe: safe, timelock: timelock)
    }

    private mutating func create(
        _ step: String, _ artifact: Artifact, _ arguments: Bytes, key: borrowing PrivateKey
    ) async throws(CommandFailure) -> Address {
        let address = try await transactions.create(
            step, artifact.creation + arguments, key: key)
        guard artifact.template.matches(try await client.code(address), at: address) else {
            throw CommandFailure(
                .chain, "\(step): \(address) has not the code of \(artifact.template.name)")
        }
        return address
    }

    private mutating func deployKms(
        _ app: Address, key: borrowing PrivateKey
    ) async throws(CommandFailure) -> Address {
        let implementation = try await create("kms-implementation", code.kms, Bytes(), key: key)
        let initialize = DstackKms.Initialize(
            initialOwner: transactions.deployer, appImplementation: app)
        let proxy = ProxyCreation(implementation: implementation, data: initialize.calldata)
        let kms = try await create(
            "kms-proxy", code.proxy, ABI.encode(membersOf: proxy), key: key)
        try await record("kms", kms, implementation: implementation)
        return kms
    }

    /// The Safe, by the canonical factory. Its address commits to owners and threshold, so it does
    /// not matter who creates it; the KMS is new with each deployment and makes the Safe new too.
    private mutating func deploySafe(
        _ singleton: SafeDeployment, kms: Address, key: borrowing PrivateKey
    ) async throws(CommandFailure) -> Address {
        let creation = try SafeCreation(
            owners: settings.owners, threshold: settings.threshold, singleton: singleton,
            saltNonce: UInt256(Keccak256.hash(kms.bytes)))
        let address = try await creation.address(client)
        if try await client.code(address).isEmpty || transactions.journal.transaction("safe") != nil
        {
            _ = try await transactions.send(
                "safe", to: creation.factory.address, creation.call.calldata, key: key)
        }
        let hash = Keccak256.hash(try await client.code(address))
        guard SafeProxyCode.all.contains(where: { $0.codeHash == hash && $0.version == .v141 })
        else { throw CommandFailure(.chain, "safe: no Safe 1.4.1 is at \(address)") }
        try await record(
            "safe", address, implementation: nil,
            more: [
                JSONMember("version", .string(singleton.version.description)),
                JSONMember("singleton", .string(singleton.address.checksummed)),
                JSONMember("singletonName", .string(singleton.contract.rawValue)),
                JSONMember("proxyFactory", .string(creation.factory.address.checksummed)),
                JSONMember("fallbackHandler", .string(creation.handler.address.checksummed)),
                JSONMember("saltNonce", .string(creation.saltNonce.quantity)),
            ])
        return address
    }

    /// The timelock. Further cancellers need an administrator for two transactions: the deployer,
    /// who renounces at once.
    private mutating func deployTimelock(
        _ safe: Address, key: borrowing PrivateKey
    ) async throws(CommandFailure) -> Address {
        let deployer = transactions.deployer
        let creation = TimelockCreation(
            minDelay: UInt256(settings.delay), proposers: [safe], executors: [.zero],
            admin: settings.cancellers.isEmpty ? .zero : deployer)
        let timelock = try await create(
            "timelock", code.timelock, ABI.encode(membersOf: creation), key: key)
        for (index, canceller) in settings.cancellers.enumerated() {
            let grant = AccessControl.GrantRole(
                role: TimelockController.cancellerRole, account: canceller)
            _ = try await transactions.send(
                "grant-canceller-\(index + 1)", to: timelock, grant.calldata, key: key)
        }
        if !settings.cancellers.isEmpty {
            let renounce = AccessControl.RenounceRole(
                role: TimelockController.defaultAdminRole, callerConfirmation: deployer)
            _ = try await transactions.send(
                "renounce-admin", to: timelock, renounce.calldata, key: key)
        }
        try await record(
            "timelock", timelock, implementation: nil,
            more: [
                JSONMember("proposer", .string(safe.checksummed)),
                JSONMember("executor", .string(Address.zero.checksummed)),
                JSONMember("admin", .string(Address.zero.checksummed)),
            ])
        return timelock
    }

    private mutating func setFirstPolicy(
        _ kms: Address, key: borrowing PrivateKey
    ) async throws(CommandFailure) {
        let calls = [
            ("kms-measurement", DstackKms.AddKmsAggregatedMr(settings.kmsMeasurement).calldata),
            ("kms-device", DstackKms.AddKmsDevice(settings.kmsDevice).calldata),
            ("gateway-app-id", DstackKms.SetGatewayAppId(settings.gatewayAppID).calldata),
        ]
        for (step, data) in calls {
            _ = try await transactions.send(step, to: kms, data, key: key)
        }
    }

    /// One app from the factory, the timelock's from its first block: upgradeable, one device, no
    /// image yet.
    private mutating func deployApp(
        _ kms: Address, _ timelock: Address, _ implementation: Address, key: borrowing PrivateKey
    ) async throws(CommandFailure) {
        let call = DstackKms.DeployAndRegisterApp(
            initialOwner: timelock, disableUpgrades: false, requireTcbUpToDate: false,
            allowAnyDevice: false, initialDeviceId: settings.appDevice, initialComposeHash: .zero)
        let receipt = try await transactions.send("app", to: kms, call.calldata, key: key)
        let apps = receipt.receipt.logs.filter { $0.address == kms }.compactMap { log in
            try? DstackKms.AppDeployedViaFactory(topics: log.topics, data: log.data)
        }
        guard apps.count == 1, let app = apps.first else {
            throw CommandFailure(.chain, "app: the factory did not say which app it deployed")
        }
        try await record("app", app.appId, implementation: implementation)
    }

    private mutating func record(
        _ member: String, _ address: Address, implementation: Address?, more: [JSONMember] = []
    ) async throws(CommandFailure) {
        let hash = Keccak256.hash(try await client.code(address))
        var members = [
            JSONMember("address", .string(address.checksummed)),
            JSONMember("codeHash", .string(hash.hex)),
        ]
        if let implementation {
            let hash = Keccak256.hash(try await client.code(implementation))
            members.append(JSONMember("implementation", .string(implementation.checksummed)))
            members.append(JSONMember("implementationCodeHash", .string(hash.hex)))
        }
        try transactions.journal.set(member, .object(members + more))
    }
}
