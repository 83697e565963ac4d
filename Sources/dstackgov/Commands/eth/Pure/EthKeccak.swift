import ArgumentParser
import Codec
import Primitives

/// The Keccak-256 hash of bytes or of a text.
struct EthKeccak: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "keccak", abstract: "Hash bytes or a text with Keccak-256.",
        discussion: "A line is {data}: hex. An argument that does not begin with 0x is a text.")

    @Argument(help: "Hex, or a text whose UTF-8 is hashed.")
    var data: String?

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        let data = try required(data, "the data")
        return ["data": .string(data.hasPrefix("0x") ? data : Bytes(utf8: data).hex)]
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        .string(Keccak256.hash(try line.bytes("data")).hex)
    }
}
