import ArgumentParser
import Codec
import EthereumClient
import Primitives

/// What a contract answers.
struct EthCall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call", abstract: "Call a contract without a transaction.",
        discussion: """
            With the types of what it returns, 'owner()(address)', the values are decoded; \
            otherwise the answer is hex.
            """)

    @OptionGroup var call: CallArguments

    @Option(help: "Who calls.")
    var from: String?

    @Option(help: "The value that is sent along, in wei or with its unit: 1ether.")
    var value: String?

    @OptionGroup var block: BlockOption
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var request = CallRequest(to: try call.target(), input: try call.calldata())
        request.from = try from.map { text throws(CommandFailure) in
            try TextArgument.address(text, "--from")
        }
        request.value = try TextArgument.wei(value, "--value")
        let (reference, asked) = (try block.reference(), request)
        let outcome = try await chain.client().asking { client throws(ClientError) in
            try await client.callOutcome(asked, at: reference)
        }
        switch outcome {
        case .returned(let data): try print(data)
        case .reverted(let data):
            throw CommandFailure(.refused, "the call reverts: " + Reverts.explain(data))
        }
    }

    private func print(_ data: Bytes) throws(CommandFailure) {
        var page = Page()
        let values = try values(data)
        for value in values ?? [.string(data.hex)] {
            page.line(value.string ?? value.serialized(.compact.ascii))
        }
        output.print(
            page,
            json: ["data": .string(data.hex), "values": values.map { .array($0) } ?? .null])
    }

    /// What is returned, where its types are known.
    private func values(_ data: Bytes) throws(CommandFailure) -> [JSONValue]? {
        guard let function = try call.declaration(), !function.outputs.isEmpty else { return nil }
        do throws(ABIError) { return try function.decodeReturn(data).map(ABIValues.json) } catch {
            throw CommandFailure(.chain, "the answer \(data) is not that of \(function): \(error)")
        }
    }
}
