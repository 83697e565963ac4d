import ArgumentParser
import Chain
import Codec
import EthereumClient
import Primitives

/// An account and slots of it, proved.
struct EthProof: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof",
        abstract: "Prove an account and slots of it against a block's header.",
        discussion: """
            The header's hash is computed; whether the chain has this block is another question: \
            compare the hash, or name it with --block.
            """)

    @Argument(help: "The account.")
    var address: String

    @Argument(help: "The slots: 32 bytes in hex, or numbers.")
    var slots: [String] = []

    @OptionGroup var block: BlockOption
    @OptionGroup var chain: ChainOptions
    @OptionGroup var output: DocumentOptions

    func run() async throws {
        let account = try TextArgument.address(address, "the account")
        var words: [Hash32] = []
        for slot in slots { words.append(try TextArgument.slot(slot)) }
        let asked = words
        let reference = try block.reference()
        let client = try chain.client()
        let header = try await client.asking { client throws(ClientError) in
            try await client.getHeader(reference)
        }
        guard let header else {
            throw CommandFailure(.refused, "the node knows no block \(block.block)")
        }
        let verified = try await client.asking { client throws(ClientError) in
            try await client.getVerifiedAccount(account, slots: asked, in: header)
        }
        let document = JSONValue.object(
            [
                JSONMember("blockHash", .string(header.hash.hex)),
                JSONMember("blockNumber", .string(header.number.decimal)),
                JSONMember("stateRoot", .string(header.header.stateRoot.hex)),
                JSONMember("address", .string(account.checksummed)),
            ] + (AccountJSON.document(verified).object ?? []))
        output.print(document)
    }
}
