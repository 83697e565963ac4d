import ArgumentParser
import Codec
import Cryptography
import Primitives

/// Whether an account signed.
struct EthVerify: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check that an account signed a digest or a message.",
        discussion: """
            A line is {address, digest, signature} or {address, message, signature}; the answer is \
            true, or the rule signer with who signed.
            """)

    @Argument(help: "The account.")
    var address: String?

    @Argument(help: "The digest that was signed, 32 bytes in hex.")
    var digest: String?

    @Argument(help: "The signature in hex.")
    var signature: String?

    @Flag(help: "The second argument is a message, hex or text, and was signed by personal_sign.")
    var message = false

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        var recover = EthRecover()
        recover.digest = digest
        recover.signature = signature
        recover.message = message
        recover.compact = true
        let members = try recover.line().object ?? []
        let address = try required(address, "the account")
        return .object(members + [JSONMember("address", .string(address))])
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let address = try line.address("address")
        let signer = try Secp256k1.recoverAddress(
            digest: SignedDigest.read(line), signature: SignedDigest.signature(line))
        guard signer == address else {
            throw LineFailure(
                "signer", "\(signer.checksummed) signed, not \(address.checksummed)",
                code: .refused)
        }
        return true
    }
}
