import ArgumentParser
import Codec
import Primitives

/// The hashes of typed data.
struct EthTypedDataHash: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "typed-data-hash", abstract: "Hash typed data (EIP-712).",
        discussion: """
            A line is {typedData}: the document, or its text. With "hexadecimal": true integers \
            may be written as wallets send them, 0x2105.
            """)

    @Argument(help: "The file with the document; - for standard input.")
    var file: String?

    @Flag(help: "Take integers that are written in hexadecimal.")
    var hexadecimal = false

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        ["typedData": try document(file), "hexadecimal": .bool(hexadecimal)]
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        var document = try line.value("typedData")
        if let text = document.string {
            document = try JSONValue(parsing: Bytes(utf8: text), limits: LineObject.limits)
        }
        let data = try TypedData(
            document, options: line.flag("hexadecimal") ? .wallets : .strict)
        return [
            "domainSeparator": .string(data.domainSeparator.hex),
            "structHash": .string(data.structHash.hex), "digest": .string(data.digest.hex),
        ]
    }
}
