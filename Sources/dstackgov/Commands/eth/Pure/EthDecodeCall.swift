import ArgumentParser
import Codec
import Contracts
import Primitives

/// What calldata says by the contracts known.
struct EthDecodeCall: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode-call", abstract: "Decode calldata by the contracts known.",
        discussion: "A line is {data}.")

    @Argument(help: "The calldata in hex.")
    var data: String?

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue { ["data": .string(try required(data, "the calldata"))] }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let call = try KnownContracts.call(line.bytes("data"))
        return [
            "signature": .string(call.function.signature),
            "contracts": .array(call.contracts.map { .string($0) }),
            "arguments": ABIValues.json(
                call.function.inputs, call.arguments.map(ABIValues.json)),
        ]
    }
}
