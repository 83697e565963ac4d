import ArgumentParser
import Codec
import Cryptography
import Primitives

/// Who signed.
struct EthRecover: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: "Recover who signed a digest or a message.",
        discussion: """
            A line is {digest, signature} or {message, signature}: hex. The signature has 65 \
            bytes; the compact form of EIP-2098 is taken with "compact": true.
            """)

    @Argument(help: "The digest that was signed, 32 bytes in hex.")
    var digest: String?

    @Argument(help: "The signature in hex.")
    var signature: String?

    @Flag(help: "The first argument is a message, hex or text, and was signed by personal_sign.")
    var message = false

    @Flag(help: "Take the compact form of 64 bytes (EIP-2098) as well.")
    var compact = false

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        let signed = try required(digest, "the digest")
        let hex = !message || signed.hasPrefix("0x") ? signed : Bytes(utf8: signed).hex
        return [
            message ? "message" : "digest": .string(hex),
            "signature": .string(try required(signature, "the signature")),
            "compact": .bool(compact),
        ]
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        let digest = try SignedDigest.read(line)
        let signature =
            try line.flag("compact")
            ? SignedDigest.signature(line) : Signature(line.bytes("signature"))
        let signer = try Secp256k1.recoverAddress(digest: digest, signature: signature)
        return .string(signer.checksummed)
    }
}
