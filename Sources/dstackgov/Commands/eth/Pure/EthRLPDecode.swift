import ArgumentParser
import Codec
import Primitives

/// The items of an RLP encoding.
struct EthRLPDecode: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "rlp-decode", abstract: "Decode RLP strictly.",
        discussion: "A line is {data}; the answer is hex, or nested arrays of hex.")

    @Argument(help: "The encoding in hex.")
    var data: String?

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue { ["data": .string(try required(data, "the data"))] }

    static func answer(_ line: LineObject) throws -> JSONValue {
        RLPItems.json(try RLP.decode(line.bytes("data")))
    }
}
