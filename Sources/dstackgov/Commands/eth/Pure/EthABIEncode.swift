import ArgumentParser
import Codec
import Primitives

/// The ABI encoding of values.
struct EthABIEncode: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "abi-encode", abstract: "Encode values by their ABI types.",
        discussion: """
            A line is {types, values}: integers as decimal text, bytes as hex, arrays and tuples \
            as arrays. Arguments: 'f(uint256,address[])' 1 '[0x…,0x…]'.
            """)

    @Argument(help: "A function's signature, or types in brackets.")
    var signature: String?

    @Argument(parsing: .allUnrecognized, help: "The values, in order.")
    var values: [String] = []

    @Flag(help: "Put the function's selector in front: calldata.")
    var selector = false

    @Flag(help: "Encode packed, as abi.encodePacked does.")
    var packed = false

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        let signature = try ABISignature(required(signature, "the signature"))
        var line: [JSONMember] = [
            JSONMember("types", .array(signature.types.map { .string($0.description) })),
            JSONMember("values", .array(try values.map(ABIArgument.value))),
            JSONMember("packed", .bool(packed)),
        ]
        if selector {
            guard let function = signature.function else {
                throw CommandFailure(.input, "--selector needs a function's name")
            }
            line.append(JSONMember("selector", .string(function.selector.description)))
        }
        return .object(line)
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let types = try ABIValues.types(line)
        let values = try ABIValues.values(line.array("values"), as: types)
        let encoding =
            try line.flag("packed")
            ? ABI.encodePacked(values, as: types) : ABI.encode(values, as: types)
        let selector = try line.optional("selector") == nil ? Bytes() : line.bytes("selector")
        return .string((selector + encoding).hex)
    }
}
