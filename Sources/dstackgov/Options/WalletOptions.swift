import ArgumentParser
import Primitives

/// A wallet elsewhere: the typed data goes out by a file, the signature comes back as text.
struct WalletOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write what a wallet elsewhere is to sign (eth_signTypedData_v4), and sign nothing.",
            valueName: "file"))
    var typedData: String?

    @Option(
        help: ArgumentHelp(
            "What the wallet gave back: 65 bytes in hex, or @ and the file that holds them.",
            valueName: "hex"))
    var walletSignature: String?

    @Option(help: "The owner whose wallet signed.")
    var owner: String?

    func validate() throws {
        guard (walletSignature == nil) == (owner == nil) else {
            throw ValidationError("--wallet-signature and --owner belong together.")
        }
    }

    /// The signature's bytes.
    func bytes() throws(CommandFailure) -> Bytes {
        var text = walletSignature ?? ""
        if text.hasPrefix("@") {
            let content = String(decoding: try File.read(String(text.dropFirst())), as: UTF8.self)
            text = String(content.filter { !$0.isWhitespace })
        }
        do throws(HexError) { return try Bytes(hex: text) } catch {
            throw CommandFailure(.input, "--wallet-signature: \(error)")
        }
    }

    /// The owner's address.
    func address() throws(CommandFailure) -> Address {
        do throws(HexError) { return try Address(hex: owner ?? "") } catch {
            throw CommandFailure(.input, "--owner: \(error)")
        }
    }
}
