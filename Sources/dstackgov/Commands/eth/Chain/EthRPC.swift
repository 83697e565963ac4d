import ArgumentParser
import Codec
import EthereumClient
import Primitives

/// Any JSON-RPC method of a node.
struct EthRPC: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rpc", abstract: "Call any JSON-RPC method; prints the result as JSON.",
        discussion: "A parameter that is JSON is sent as such, everything else as text.")

    @Argument(help: "The method.")
    var method: String

    @Argument(help: "The parameters, in order.")
    var parameters: [String] = []

    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: DocumentOptions

    func run() async throws {
        let values = parameters.map { text in
            (try? JSONValue(parsing: Bytes(utf8: text))) ?? .string(text)
        }
        let method = method
        let result = try await chain.client().asking { client throws(ClientError) in
            try await client.raw(method, values)
        }
        output.print(result)
    }
}
