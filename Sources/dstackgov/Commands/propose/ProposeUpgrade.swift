import ArgumentParser
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// Other code behind a proxy.
struct ProposeUpgrade<Target: ProposalTarget>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "upgrade", abstract: "Replace the code behind the proxy.",
            discussion: """
                The storage layouts of the old and the new code are compared, as solc writes them \
                (storageLayout, bare or as a member of an artifact): every old variable must stay \
                where it is. Without --layouts the command refuses, unless \
                --unchecked-layout is given.
                """)
    }

    @Argument(help: "The address of the new code.")
    var implementation: String

    @Option(help: "Calldata for the new code, in hex: its initializer.")
    var call: String = "0x"

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Files with the old and the new storage layout.", valueName: "files"))
    var layouts: [String] = []

    @Flag(help: "Upgrade without comparing storage layouts.")
    var uncheckedLayout = false

    @Option(help: "The proxy; otherwise that of the deployment document.")
    var at: String?

    @OptionGroup var proposal: ProposalOptions
    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard layouts.count == 2 || (layouts.isEmpty && uncheckedLayout) else {
            throw ValidationError(
                "Compare the storage: --layouts OLD NEW, or --unchecked-layout to go without.")
        }
    }

    func run() async throws {
        let deployment = try deployment.read()
        let book = AddressBook(deployment)
        let code = try book.address(implementation, on: nil, for: "implementation")
        let target = try at.map { text throws(CommandFailure) in
            try book.address(text, on: nil, for: "--at")
        }
        guard let proxy = target ?? Target.address(in: deployment) else {
            throw CommandFailure(.input, "which proxy?", remedy: "Give --at.")
        }
        try compareLayouts()
        let client = try chain.client()
        try await check(code, behind: proxy, client)
        let data: Bytes
        do throws(HexError) { data = try Bytes(hex: call) } catch {
            throw CommandFailure(.input, "--call: \(error)")
        }
        let upgrade = UUPS.UpgradeToAndCall(newImplementation: code, data: data)
        let proposal = Proposal(client: client, deployment: deployment)
        let operation = try await proposal.operation(
            [TimelockOperation.Call(target: proxy, data: upgrade.calldata)],
            try self.proposal.wishes())
        try await proposal.write(operation, options: self.proposal, output: output)
    }

    private func compareLayouts() throws(CommandFailure) {
        guard let first = layouts.first, let last = layouts.last else { return }
        let faults = try layout(first).faults(ofUpgradeTo: layout(last))
        guard faults.isEmpty else {
            throw CommandFailure(
                .refused, "the storage would be read wrongly: " + faults.joined(separator: "; "))
        }
    }

    private func layout(_ path: String) throws(CommandFailure) -> StorageLayout {
        let bytes = try File.read(path)
        do throws(OperationError) { return try StorageLayout(document: bytes) } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
    }

    /// The new code must be code of a UUPS proxy, and the proxy must let itself be upgraded.
    private func check(
        _ code: Address, behind proxy: Address, _ client: EthereumClient
    ) async throws(CommandFailure) {
        let reading = ChainFactsReading(client)
        guard
            try await reading.optional(UUPS.ProxiableUUID(), of: code)
                == ERC1967Storage.implementation
        else {
            throw CommandFailure(
                .refused, "\(code) is no code of a UUPS proxy: the upgrade would be refused")
        }
        let word = try await client.asking { client throws(ClientError) in
            try await client.getStorageAt(proxy, slot: ERC1967Storage.implementation)
        }
        guard Address(word: word) != code else {
            throw CommandFailure(.refused, "\(proxy) has the code at \(code) already")
        }
        guard Target.self == AppTarget.self else { return }
        let flags = try await client.asking { client throws(ClientError) in
            try await client.getStorageAt(proxy, slot: DstackAppStorage.flags)
        }
        guard DstackAppStorage.Flags(word: flags)?.upgradesDisabled != true else {
            throw CommandFailure(.refused, "the app \(proxy) has disabled upgrades, for ever")
        }
    }
}
