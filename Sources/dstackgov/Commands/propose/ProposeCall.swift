import ArgumentParser
import Codec
import Contracts
import Governance
import Primitives

/// One function of one contract of the deployment, proposed by its own name.
struct ProposeCall<Target: ProposalTarget, Call: ProposableCall>: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: Call.name, abstract: Call.abstract,
            discussion: Call.id.declaration + "\n\n" + usage)
    }

    @Argument(help: "The function's arguments.")
    var arguments: [String] = []

    @Option(help: "The contract; otherwise that of the deployment document.")
    var at: String?

    @OptionGroup var proposal: ProposalOptions
    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let deployment = try deployment.read()
        let call = try Self.call(arguments, at: at, deployment)
        let proposal = Proposal(client: try chain.client(), deployment: deployment)
        let operation = try await proposal.operation(
            [call], try self.proposal.wishes(direct: Target.isSafe))
        try await proposal.write(operation, options: self.proposal, output: output)
    }
}

/// A named action, whichever it is: how batches find it.
protocol NamedProposal {
    /// The group and the name, as typed: `kms add-os-image`.
    static var path: String { get }
    /// Whether the Safe makes the call itself.
    static var isDirect: Bool { get }
    /// What is to be typed behind the name.
    static var usage: String { get }
    /// The call.
    static func call(
        _ arguments: [String], at: String?, _ deployment: Deployment
    ) throws(CommandFailure) -> TimelockOperation.Call
}

extension ProposeCall: NamedProposal {
    static var path: String { Target.name + " " + Call.name }

    static var isDirect: Bool { Target.isSafe }

    static var usage: String {
        (try? ABI.Function(Call.id.declaration)).map(ProposedArguments.usage) ?? ""
    }

    static func call(
        _ arguments: [String], at: String?, _ deployment: Deployment
    ) throws(CommandFailure) -> TimelockOperation.Call {
        let book = AddressBook(deployment)
        let target: Address
        if let at {
            target = try book.address(at, on: nil, for: "--at")
        } else if let known = Target.address(in: deployment) {
            target = known
        } else {
            throw CommandFailure(
                .input, "the deployment document names no \(Target.name)", remedy: "Give --at.")
        }
        guard let function = try? ABI.Function(Call.id.declaration) else {
            throw CommandFailure(.input, "\(Call.id.declaration) is no function")
        }
        let data = try ProposedArguments(function: function, book: book).calldata(arguments)
        return TimelockOperation.Call(target: target, data: data)
    }
}
