import ArgumentParser
import Codec
import EthereumClient
import Primitives

/// The hash of a header.
struct EthHeaderHash: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "header-hash", abstract: "Compute the hash of a block from its header.",
        discussion: """
            A line is {header}: the object of eth_getBlockByNumber, with or without hash. Another \
            hash than the computed one is refused, and with it the members that are not known.
            """)

    @Argument(help: "The file with the object; - for standard input.")
    var file: String?

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue { ["header": try document(file)] }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let text = try line.value("header").serializedBytes()
        return .string(try SealedHeader(parsing: text).hash.hex)
    }
}
