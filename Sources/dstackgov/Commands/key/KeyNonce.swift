import ArgumentParser
import Codec
import Primitives

/// A nonce, where evidence is made elsewhere.
struct KeyNonce: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nonce", abstract: "A nonce of a dstack-keyd, for evidence made elsewhere.")

    @OptionGroup var keyd: KeydOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let nonce = try await keyd.nonce()
        output.print(line: nonce.hex, json: ["nonce": .string(nonce.hex)])
    }
}
