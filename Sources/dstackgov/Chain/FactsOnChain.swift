import Authorization
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// Reads everything that decides who can change what in a governance.
struct FactsOnChain {
    /// How many modules are asked for at once, and how many pages at most.
    private static let modulePage: UInt64 = 50
    private static let mostModulePages = 20

    let client: EthereumClient

    /// The facts of a deployment, and the history of its timelock.
    func read(
        _ deployment: Deployment
    ) async throws(CommandFailure) -> (facts: GovernanceFacts, history: TimelockHistory) {
        let reading = TimelockReading(client: client, timelock: deployment.timelock)
        let history = try await reading.history(from: deployment.firstBlock ?? 0)
        var app: GovernanceFacts.ContractFacts?
        var allowsAnyDevice = false
        if let address = deployment.app {
            app = try await contract("DstackApp", address, CodeTemplates.standard.apps)
            allowsAnyDevice = try await client.read(DstackApp.GetAllowAnyDevice(), of: address)
        }
        let code = try await client.read(DstackKms.GetAppImplementation(), of: deployment.kms)
        let facts = GovernanceFacts(
            safe: try await safe(deployment.safe),
            timelock: try await timelock(reading, history),
            kms: try await contract("DstackKms", deployment.kms, CodeTemplates.standard.kms),
            app: app,
            gatewayAppID: try await client.read(
                DstackKms.GetGatewayAppId(), of: deployment.kms),
            appImplementation: code,
            isKnownAppImplementation: try await isKnown(code, CodeTemplates.standard.apps),
            allowsAnyDevice: allowsAnyDevice)
        return (facts, history)
    }

    /// The facts of a Safe.
    func safe(_ address: Address) async throws(CommandFailure) -> GovernanceFacts.SafeFacts {
        let state = try await SafeOnChain(address, client)
        let code = Keccak256.hash(try await client.code(address))
        let singleton = Address(
            lastBytesOf: try await client.word(SafeStorage.singleton, of: address))
        let behind = Keccak256.hash(try await client.code(singleton))
        func stored(_ slot: Hash32) async throws(CommandFailure) -> Address {
            Address(lastBytesOf: try await client.word(slot, of: address))
        }
        return GovernanceFacts.SafeFacts(
            address: address,
            isKnownProxy: SafeProxyCode.all.contains { $0.codeHash == code },
            singleton: SafeDeployment.all(withCodeHash: behind).first {
                $0.contract == .safe || $0.contract == .safeL2
            },
            version: state.version, owners: state.owners, threshold: state.threshold,
            modules: try await modules(address, state.version),
            transactionGuard: try await stored(SafeStorage.transactionGuard),
            moduleGuard: try await stored(SafeStorage.moduleGuard),
            fallbackHandler: try await stored(SafeStorage.fallbackHandler), nonce: state.nonce)
    }

    /// All modules. Up to 1.3.0 the page's `next` skips one, so each page begins behind the last
    /// module that was returned.
    private func modules(
        _ safe: Address, _ version: SafeVersion
    ) async throws(CommandFailure) -> [Address] {
        var modules: [Address] = []
        var start = SafeStorage.sentinel
        for _ in 0..<FactsOnChain.mostModulePages {
            let page = try await client.read(
                Safe.GetModulesPaginated(
                    start: start, pageSize: UInt256(FactsOnChain.modulePage)), of: safe)
            modules += page.modules
            guard page.next != SafeStorage.sentinel, !page.next.isZero,
                let last = page.modules.last
            else { return modules }
            start = last
        }
        throw CommandFailure(.chain, "\(safe): more than \(modules.count) modules")
    }

    private func timelock(
        _ reading: TimelockReading, _ history: TimelockHistory
    ) async throws(CommandFailure) -> GovernanceFacts.TimelockFacts {
        let address = reading.timelock
        func holders(_ role: Hash32) async throws(CommandFailure) -> [Address] {
            try await reading.confirmed(role, in: history)
        }
        let delay = try await client.read(TimelockController.GetMinDelay(), of: address)
        let known = [
            TimelockController.proposerRole, TimelockController.cancellerRole,
            TimelockController.executorRole, TimelockController.defaultAdminRole,
            TimelockController.timelockAdminRole,
        ]
        let admins = Set(
            try await holders(TimelockController.defaultAdminRole)
                + holders(TimelockController.timelockAdminRole))
        return GovernanceFacts.TimelockFacts(
            address: address,
            isKnownCode: Artifact.timelock.matches(try await client.code(address), at: address),
            delay: UInt64(exactly: delay) ?? .max,
            proposers: try await holders(TimelockController.proposerRole),
            cancellers: try await holders(TimelockController.cancellerRole),
            executors: try await holders(TimelockController.executorRole),
            admins: admins.sorted(),
            otherRoles: history.roles.roles.filter { !known.contains($0) },
            pending: history.pending)
    }

    private func contract(
        _ name: String, _ address: Address, _ templates: [CodeTemplate]
    ) async throws(CommandFailure) -> GovernanceFacts.ContractFacts {
        let word = try await client.word(ERC1967Storage.implementation, of: address)
        let implementation = Address(lastBytesOf: word)
        return GovernanceFacts.ContractFacts(
            name: name, address: address,
            isKnownProxy: try await isKnown(address, CodeTemplates.standard.proxies),
            implementation: implementation,
            isKnownImplementation: try await isKnown(implementation, templates),
            owner: try await client.read(Ownable.Owner(), of: address),
            pendingOwner: try await pendingOwner(address))
    }

    /// Who was offered the ownership; zero also for contracts whose ownership changes in one step.
    private func pendingOwner(_ address: Address) async throws(CommandFailure) -> Address {
        do throws(CommandFailure) {
            return try await client.read(Ownable.PendingOwner(), of: address)
        } catch {
            guard error.what.contains("revert") else { throw error }
            return .zero
        }
    }

    private func isKnown(
        _ address: Address, _ templates: [CodeTemplate]
    ) async throws(CommandFailure) -> Bool {
        let code = try await client.code(address)
        return templates.contains { $0.matches(code, at: address) }
    }
}
