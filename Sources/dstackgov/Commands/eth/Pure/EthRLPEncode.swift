import ArgumentParser
import Codec
import Primitives

/// The RLP encoding of items.
struct EthRLPEncode: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "rlp-encode", abstract: "Encode items as RLP.",
        discussion: "A line is {items}: hex, or nested arrays of hex.")

    @Argument(help: #"Hex, or a JSON array: '["0x83", []]'."#)
    var items: String?

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        let text = try required(items, "the items")
        let items =
            text.hasPrefix("[")
            ? try JSONValue(parsing: Bytes(utf8: text), limits: LineObject.limits) : .string(text)
        return ["items": items]
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        .string(RLP.encode(try RLPItems.item(line.value("items"))).hex)
    }
}
