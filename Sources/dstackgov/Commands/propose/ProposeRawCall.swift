import ArgumentParser
import Codec
import Contracts
import Governance
import Primitives

/// Any call of any contract.
struct ProposeRawCall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Propose any call of any contract.",
        discussion: """
            FUNCTION is a declaration like 'setGatewayAppId(string)', followed by its arguments: \
            arrays and tuples as JSON, @file for the bytes of a file. Or give --data in its place.
            """)

    @Argument(help: "The contract: an address or a name of the deployment.")
    var contract: String

    @Argument(help: "The function.")
    var function: String?

    @Argument(help: "Its arguments.")
    var arguments: [String] = []

    @Option(help: "Calldata in hex, in place of a function.")
    var data: String?

    @Option(help: "Wei to send along, from the timelock's balance.")
    var value: String = "0"

    @OptionGroup var proposal: ProposalOptions
    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (function == nil) != (data == nil) else {
            throw ValidationError("Give a function with its arguments, or --data.")
        }
    }

    func run() async throws {
        let deployment = try deployment.read()
        let book = AddressBook(deployment)
        let wei: Wei
        do throws(NumberTextError) { wei = try Wei(decimal: value) } catch {
            throw CommandFailure(.input, "--value: \(error)")
        }
        let call = TimelockOperation.Call(
            target: try book.address(contract, on: nil, for: "contract"), value: wei,
            data: try calldata(book))
        let proposal = Proposal(client: try chain.client(), deployment: deployment)
        let operation = try await proposal.operation([call], try self.proposal.wishes())
        try await proposal.write(operation, options: self.proposal, output: output)
    }

    private func calldata(_ book: AddressBook) throws(CommandFailure) -> Bytes {
        if let data {
            do throws(HexError) { return try Bytes(hex: data) } catch {
                throw CommandFailure(.input, "--data: \(error)")
            }
        }
        let text = function ?? ""
        let parsed: ABI.Function
        do throws(ABIError) {
            parsed = try ABI.Function(text.hasPrefix("function ") ? text : "function " + text)
        } catch {
            throw CommandFailure(.input, "\(text): no function: \(error)")
        }
        return try ProposedArguments(function: parsed, book: book).calldata(arguments)
    }
}
