import ArgumentParser
import Codec

/// RLP in both directions.
struct EthRLP: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "rlp", abstract: "Decode RLP, or encode items that are given as JSON.",
        discussion: "A line is {data} to decode, or {items} to encode.")

    @Argument(help: #"An encoding in hex, or items as a JSON array: '["0x83", []]'."#)
    var text: String?

    @Flag(help: "Encode the text as one string of bytes.")
    var encode = false

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        let text = try required(text, "the data")
        guard encode || text.hasPrefix("[") else { return ["data": .string(text)] }
        var command = EthRLPEncode()
        command.items = text
        return try command.line()
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        line.optional("items") == nil
            ? try EthRLPDecode.answer(line) : try EthRLPEncode.answer(line)
    }
}
