import ArgumentParser
import Codec
import Contracts
import Primitives

/// What revert data says by the contracts known.
struct EthDecodeError: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode-error", abstract: "Decode revert data by the contracts known.",
        discussion: """
            A line is {data}, perhaps with errors: the JSON ABI of errors that are known besides. \
            The answer's kind is empty, reason, panic or custom; data that no known error explains \
            is refused.
            """)

    @Argument(help: "The revert data in hex.")
    var data: String?

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue { ["data": .string(try required(data, "the data"))] }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let declared = try ABI.Interface(json: line.optional("errors") ?? [])
        let revert = ABI.Revert(try line.bytes("data")) { selector in
            declared.error(selector) ?? KnownContracts.interface.error(selector)
        }
        switch revert {
        case .empty: return ["kind": "empty"]
        case .reason(let text): return ["kind": "reason", "reason": .string(text)]
        case .panic(let code):
            return [
                "kind": "panic", "code": .string(code.number.decimal),
                "meaning": .string(code.description),
            ]
        case .custom(let error, let values):
            return [
                "kind": "custom", "name": .string(error.name),
                "signature": .string(error.signature),
                "contracts": .array(
                    KnownContracts.contracts(declaring: error.signature).map { .string($0) }),
                "arguments": ABIValues.json(error.inputs, values.map(ABIValues.json)),
            ]
        case .unreadable(_, let error): throw error
        }
    }
}
