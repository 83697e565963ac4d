import ArgumentParser
import Codec
import Cryptography
import Primitives

/// The account of a public key.
struct EthAddress: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "address", abstract: "Compute the account of a public key.",
        discussion: "A line is {publicKey}: 33 or 65 bytes in hex (SEC 1).")

    @Argument(help: "The public key in hex, compressed or not.")
    var publicKey: String?

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        ["publicKey": .string(try required(publicKey, "the public key"))]
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        .string(try PublicKey(line.bytes("publicKey")).address.checksummed)
    }
}
