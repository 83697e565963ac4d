import ArgumentParser
import Codec
import Primitives

/// An address with its checksum.
struct EthChecksum: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "checksum", abstract: "Write an address with its checksum (EIP-55).",
        discussion: """
            A line is {address}. Letters of one case are taken; mixed case must be the checksum's. \
            The checksum of EIP-1191, which names a chain, is another one and refused.
            """)

    @Argument(help: "The address.")
    var address: String?

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue { ["address": .string(try required(address, "the address"))] }

    static func answer(_ line: LineObject) throws -> JSONValue {
        .string(try line.address("address").checksummed)
    }
}
