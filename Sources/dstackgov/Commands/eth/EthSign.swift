import ArgumentParser
import Codec
import Cryptography
import Primitives
import Signing

/// A signature of a digest, a message or typed data.
struct EthSign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "Sign a digest, a message or typed data with a keystore.",
        discussion: """
            The nonce is that of RFC 6979, s is low, v is 27 or 28. A digest signed blindly may be \
            anything: sign messages and typed data as such.
            """)

    @Argument(help: "A digest (32 bytes in hex); with --message a message, hex or text.")
    var subject: String?

    @Flag(help: "Sign a message as personal_sign does (EIP-191).")
    var message = false

    @Option(help: ArgumentHelp("Sign the typed data in a file (EIP-712).", valueName: "file"))
    var typedData: String?

    @OptionGroup var key: KeyOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let digest = try digest()
        let key = try key.open()
        let signature: Signature
        do throws(PrivateKeyError) { signature = try key.sign(digest) } catch {
            throw CommandFailure(.input, "the key cannot sign: \(error)")
        }
        output.print(
            line: signature.bytes.hex,
            json: [
                "signer": .string(key.address.checksummed), "digest": .string(digest.hex),
                "signature": .string(signature.bytes.hex),
            ])
    }

    private func digest() throws(CommandFailure) -> Hash32 {
        do {
            if let typedData {
                return try TypedData(
                    JSONValue(parsing: File.read(typedData), limits: LineObject.limits)
                ).digest
            }
            guard let subject else { throw LineFailure("missing", "there is nothing to sign") }
            guard message else { return try Hash32(hex: subject) }
            let bytes = try subject.hasPrefix("0x") ? Bytes(hex: subject) : Bytes(utf8: subject)
            return PersonalMessage(bytes).digest
        } catch {
            let failure = LineFailure(error)
            throw CommandFailure(.input, "\(failure.rule): \(failure.message)")
        }
    }
}
