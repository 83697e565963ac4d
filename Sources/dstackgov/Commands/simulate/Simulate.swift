import ArgumentParser
import Authorization
import Codec
import Contracts
import EthereumClient
import Governance
import Primitives

/// What an operation does to the chain as it is now.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run an operation on the present state, without sending anything.",
        discussion: """
            The Safe's transaction, the delay and the execution run on the node's latest block by \
            eth_simulateV1, as if enough owners had signed. Where the node lacks it, this is said, \
            and each step runs by itself by eth_call on changed storage: outcomes hold then, logs \
            are missing, and what comes after is predicted. --boot asks whether a key would be \
            released, before and after. Exit code 1: a step fails.
            """)

    @Argument(help: "The operation file.")
    var file: String

    @Option(
        help: ArgumentHelp(
            "A boot request of an app, as the KMS sends it (JSON).", valueName: "file"))
    var boot: [String] = []

    @Option(
        help: ArgumentHelp(
            "A boot request of a KMS, as the KMS sends it (JSON).", valueName: "file"))
    var bootKms: [String] = []

    @Option(help: "Who executes, where the role is not open.")
    var executor: String?

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let operation = try Operations.read(file)
        let inspection = try Inspection.of(operation, at: file)
        let client = try chain.client()
        try await ChainCheck(client).sameChain(as: operation)
        let questions = try questions()
        let deployment = questions.isEmpty ? nil : try deployment.read()
        let plan = try await plan(of: operation, client)
        let run = SimulationRun(
            client: client, operation: operation, plan: plan, calls: inspection.calls,
            questions: questions.map { question in
                question.call(of: deployment?.kms ?? .zero)
            })
        let result = try await run.result()
        output.print(
            SimulationReport(result: result, calls: inspection.calls, questions: questions).page,
            json: SimulationReport(result: result, calls: inspection.calls, questions: questions)
                .json)
        if let failed = result.outcomes.first(where: { $0.failure != nil }) {
            throw CommandFailure(
                .refused, "the \(failed.stage.rawValue) fails: \(failed.failure ?? "")")
        }
    }

    private func questions() throws(CommandFailure) -> [BootQuestion] {
        var questions: [BootQuestion] = []
        for path in boot { questions.append(try BootQuestion(path, kind: .app)) }
        for path in bootKms { questions.append(try BootQuestion(path, kind: .kms)) }
        return questions
    }

    /// What is to run: an operation that is scheduled already is executed only.
    private func plan(
        of operation: Governance.Operation, _ client: EthereumClient
    ) async throws(CommandFailure) -> SimulationPlan {
        let safe = try await SafeOnChain(operation.safe.address, client)
        try ChainCheck(client).sameVersion(safe, as: operation)
        guard let owner = safe.owners.first else {
            throw CommandFailure(.chain, "the Safe \(safe.address) has no owner")
        }
        var secondsLeft: UInt64?
        var executor: Address?
        if operation.action == .schedule, let timelock = operation.timelock, let id = operation.id {
            let standing = try await OperationStanding(id, timelock: timelock.address, client)
            switch standing.state {
            case .unset: break
            case .waiting, .ready: secondsLeft = standing.timeLeft.seconds
            case .done: throw CommandFailure(.refused, "operation \(id) is done already")
            }
            executor = try await whoExecutes(timelock.address, safe: safe.address, client)
        }
        do throws(OperationError) {
            return try SimulationPlan(
                operation, owner: owner, executor: executor, secondsLeft: secondsLeft)
        } catch {
            throw CommandFailure(.input, "\(file): \(error)")
        }
    }

    private func whoExecutes(
        _ timelock: Address, safe: Address, _ client: EthereumClient
    ) async throws(CommandFailure) -> Address {
        if let executor {
            return try AddressBook().address(executor, on: nil, for: "--executor")
        }
        for account in [Address.zero, safe] {
            let call = AccessControl.HasRole(
                role: TimelockController.executorRole, account: account)
            // Whoever may execute when everybody may: an account without any other power.
            if try await client.read(call, of: timelock) {
                return account.isZero ? Simulate.anybody : account
            }
        }
        throw CommandFailure(
            .input, "neither everybody nor the Safe may execute", remedy: "Give --executor.")
    }

    /// An account that nobody has a key of and no contract knows.
    private static let anybody = Address(
        lastBytesOf: Keccak256.hash(utf8: "dstackgov simulate: anybody"))
}
