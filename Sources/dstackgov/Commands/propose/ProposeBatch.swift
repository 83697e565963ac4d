import ArgumentParser
import Governance
import Primitives

/// Several named actions in one operation.
struct ProposeBatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "Propose several actions as one operation.",
        discussion: """
            Each ACTION is what would follow propose, as one argument: \
            'kms add-os-image 0x…' 'app add-compose-hash 0x… --at 0x…'. They run in their order, \
            all or none. Words are separated by spaces; an argument with spaces needs a command of \
            its own.
            """)

    @Argument(help: "The actions.")
    var actions: [String]

    @OptionGroup var proposal: ProposalOptions
    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let deployment = try deployment.read()
        var calls: [TimelockOperation.Call] = []
        var kinds: Set<Bool> = []
        for action in actions {
            let words = action.split(separator: " ").map(String.init)
            let named = try ProposeBatch.named(words, in: action)
            kinds.insert(named.isDirect)
            calls.append(try ProposeBatch.call(named, Array(words.dropFirst(2)), deployment))
        }
        guard kinds.count == 1, let isDirect = kinds.first else {
            throw CommandFailure(
                .input, "the Safe's own settings do not go through the timelock",
                remedy: "Propose them by themselves.")
        }
        let proposal = Proposal(client: try chain.client(), deployment: deployment)
        let operation = try await proposal.operation(
            calls, try self.proposal.wishes(direct: isDirect))
        try await proposal.write(operation, options: self.proposal, output: output)
    }

    private static func named(
        _ words: [String], in action: String
    ) throws(CommandFailure) -> any NamedProposal.Type {
        let path = words.prefix(2).joined(separator: " ")
        guard let named = NamedProposals.all.first(where: { $0.path == path }) else {
            let known = NamedProposals.all.map { $0.path }.joined(separator: ", ")
            throw CommandFailure(
                .input, "\(action): no such action", remedy: "There are: \(known).")
        }
        return named
    }

    private static func call(
        _ named: any NamedProposal.Type, _ words: [String], _ deployment: Deployment
    ) throws(CommandFailure) -> TimelockOperation.Call {
        var arguments = words
        var target: String?
        if let index = arguments.firstIndex(of: "--at") {
            guard index + 1 < arguments.count else {
                throw CommandFailure(.input, "\(named.path): --at needs an address")
            }
            target = arguments[index + 1]
            arguments.removeSubrange(index...(index + 1))
        }
        return try named.call(arguments, at: target, deployment)
    }
}
