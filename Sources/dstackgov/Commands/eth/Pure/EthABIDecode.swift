import ArgumentParser
import Codec
import Primitives

/// The values of an ABI encoding.
struct EthABIDecode: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "abi-decode", abstract: "Decode values strictly by their ABI types.",
        discussion: """
            A line is {types, data}; with "rules": "solidity" what Solidity's decoder takes is \
            taken. The answer is an array of values.
            """)

    @Argument(help: "Types in brackets, '(uint256,string)'; of a signature its parameters.")
    var signature: String?

    @Argument(help: "The encoding in hex; behind a function's name with its selector.")
    var data: String?

    @Flag(
        help: "Take whatever Solidity's decoder takes: the encoding need not be the canonical one.")
    var solidity = false

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        let signature = try ABISignature(required(signature, "the types"))
        var data = try Bytes(hex: required(data, "the data"))
        if let function = signature.function {
            guard FunctionSelector(startOf: data) == function.selector else {
                throw ABIError(.selector, at: 0)
            }
            data = data.slice(from: 4)
        }
        return [
            "types": .array(signature.types.map { .string($0.description) }),
            "data": .string(data.hex), "rules": solidity ? "solidity" : "strict",
        ]
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let rules: ABI.DecodingRules
        switch line.optional("rules")?.string {
        case nil, "strict": rules = .strict
        case "solidity": rules = .solidity
        default: throw LineFailure("rules", "rules are strict or solidity")
        }
        let values = try ABI.decode(
            line.bytes("data"), as: ABIValues.types(line), rules: rules)
        return .array(values.map(ABIValues.json))
    }
}
