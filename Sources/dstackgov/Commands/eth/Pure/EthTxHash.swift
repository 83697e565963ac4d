import ArgumentParser
import Chain
import Codec
import Primitives

/// The hash of a signed transaction.
struct EthTxHash: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "tx-hash", abstract: "Hash a signed transaction.",
        discussion: """
            A line is {raw}. A blob transaction may come with its sidecar, which its hash does not \
            cover.
            """)

    @Argument(help: "The transaction in hex.")
    var raw: String?

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue { ["raw": .string(try required(raw, "the transaction"))] }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let raw = try line.bytes("raw")
        if let network = try? BlobNetworkForm(decoding: raw) {
            return .string(network.transaction.hash.hex)
        }
        return .string(try BlockTransaction(decoding: raw).hash.hex)
    }
}
