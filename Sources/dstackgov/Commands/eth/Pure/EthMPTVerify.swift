import ArgumentParser
import Chain
import Codec
import Primitives

/// What a root proves about a key of a trie.
struct EthMPTVerify: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "mpt-verify", abstract: "Verify a proof of a Merkle-Patricia trie.",
        discussion: """
            A line is {root, key, proof}: the key as it stands in the trie, in state and storage \
            tries a hash. The answer is the value, null where the key is proved absent. With \
            "keys": "any" keys may begin each other, as in no trie of Ethereum.
            """)

    @Option(help: "The root.")
    var root: String?

    @Option(help: "The key in hex.")
    var key: String?

    @Argument(help: "The nodes in hex, from the root on.")
    var nodes: [String] = []

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        [
            "root": .string(try required(root, "--root")),
            "key": .string(try required(key, "--key")),
            "proof": .array(nodes.map { .string($0) }),
        ]
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let keys: MerklePatriciaProof.Keys =
            line.optional("keys") == "any" ? .anyLength : .fixedLength
        let value = try MerklePatriciaProof.verify(
            root: line.hash("root"), key: line.bytes("key"), proof: line.list("proof"), keys: keys)
        return value.map { .string($0.hex) } ?? .null
    }
}
