import ArgumentParser
import Codec
import Primitives

/// What is signed of a message.
struct EthPersonalHash: LineCommand {
    static let configuration = CommandConfiguration(
        commandName: "personal-hash", abstract: "Hash a message as personal_sign does (EIP-191).",
        discussion: """
            A line is {message}: hex of the message's bytes. An argument that does not begin with \
            0x is a text.
            """)

    @Argument(help: "Hex, or a text whose UTF-8 is hashed.")
    var message: String?

    @OptionGroup var mode: LineOptions

    func line() throws -> JSONValue {
        let message = try required(message, "the message")
        return ["message": .string(message.hasPrefix("0x") ? message : Bytes(utf8: message).hex)]
    }

    static func answer(_ line: LineObject) throws -> JSONValue {
        .string(PersonalMessage(try line.bytes("message")).digest.hex)
    }
}
