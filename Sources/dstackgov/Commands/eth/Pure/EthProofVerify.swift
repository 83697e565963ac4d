import ArgumentParser
import Chain
import Codec
import EthereumClient
import Primitives

/// What a state root proves about an account and slots of it.
struct EthProofVerify: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof-verify", abstract: "Verify an answer of eth_getProof (EIP-1186).",
        discussion: """
            A line is {stateRoot, address, slots, proof}: proof is the result of eth_getProof, \
            slots are words in hex in the order asked. The answer has the account, null where it \
            is proved absent, and the slots' values.
            """)

    @Argument(help: "The file with {stateRoot, address, slots, proof}; - for standard input.")
    var file: String?

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue { try document(file) }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let address = try line.address("address")
        let slots = try line.array("slots").map { item in
            guard let text = item.string else { throw LineFailure("type", "a slot is hex") }
            return text.utf8.count == 66
                ? try Hash32(hex: text) : Hash32(try UInt256(quantity: text))
        }
        let text = try line.value("proof").serializedBytes()
        let proof = try RPCCall.getProof(address, slots: slots, at: .latest).result(in: text)
        return AccountJSON.document(
            try proof.verified(
                stateRoot: line.hash("stateRoot"), address: address, slots: slots))
    }
}
