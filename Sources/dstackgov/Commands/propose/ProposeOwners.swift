import ArgumentParser
import Contracts
import Governance
import Primitives

/// Owners and threshold of the Safe, several changes in a row.
struct ProposeOwners: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "owners", abstract: "Change owners and threshold of the Safe.",
        discussion: """
            CHANGES are made in their order: add:ADDRESS[:THRESHOLD], remove:ADDRESS[:THRESHOLD], \
            swap:OLD:NEW, threshold:NUMBER. The predecessor of each owner in the Safe's list is \
            computed for the state in which the change will run. They take effect at once: no \
            timelock delays them.
            """)

    @Argument(help: "The changes.")
    var changes: [String]

    @OptionGroup var proposal: ProposalOptions
    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let deployment = try deployment.read()
        let client = try chain.client()
        let safe = try await SafeOnChain(deployment.safe, client)
        var list = OwnerList(
            safe.owners, threshold: UInt256(UInt64(safe.threshold)), of: safe.address)
        var calls: [TimelockOperation.Call] = []
        for text in changes {
            let change = try OwnerChange(text, book: AddressBook(deployment))
            do throws(OwnerList.Failure) { calls.append(try change.make(in: &list)) } catch {
                throw CommandFailure(.refused, "\(text): \(error)")
            }
        }
        let proposal = Proposal(client: client, deployment: deployment)
        let operation = try await proposal.operation(
            calls, try self.proposal.wishes(direct: true))
        try await proposal.write(operation, options: self.proposal, output: output)
    }
}

/// One change of a Safe's owners, as typed.
private enum OwnerChange {
    case add(Address, threshold: UInt256?)
    case remove(Address, threshold: UInt256?)
    case swap(Address, Address)
    case threshold(UInt256)

    init(_ text: String, book: AddressBook) throws(CommandFailure) {
        let parts = text.split(separator: ":").map(String.init)
        func address(_ index: Int) throws(CommandFailure) -> Address {
            try book.address(parts[index], on: nil, for: text)
        }
        func number(_ index: Int) throws(CommandFailure) -> UInt256 {
            do throws(NumberTextError) { return try UInt256(decimal: parts[index]) } catch {
                throw CommandFailure(.input, "\(text): \(error)")
            }
        }
        switch (parts.first, parts.count) {
        case ("add", 2): self = .add(try address(1), threshold: nil)
        case ("add", 3): self = .add(try address(1), threshold: try number(2))
        case ("remove", 2): self = .remove(try address(1), threshold: nil)
        case ("remove", 3): self = .remove(try address(1), threshold: try number(2))
        case ("swap", 3): self = .swap(try address(1), try address(2))
        case ("threshold", 2): self = .threshold(try number(1))
        default:
            throw CommandFailure(
                .input, "\(text): no change of owners",
                remedy: "add:ADDRESS, remove:ADDRESS, swap:OLD:NEW or threshold:NUMBER.")
        }
    }

    /// The call that makes the change, which moves `list` on.
    func make(in list: inout OwnerList) throws(OwnerList.Failure) -> TimelockOperation.Call {
        switch self {
        case .add(let owner, let threshold): try list.add(owner, threshold: threshold)
        case .remove(let owner, let threshold): try list.remove(owner, threshold: threshold)
        case .swap(let owner, let other): try list.swap(owner, for: other)
        case .threshold(let threshold): try list.change(threshold: threshold)
        }
    }
}
