import ArgumentParser
import Primitives

/// A nonce, where evidence is made elsewhere.
struct KeyNonce: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nonce", abstract: "A nonce of a dstack-keyd, for evidence made elsewhere.")

    @OptionGroup var keyd: KeydOptions

    func run() async throws {
        StandardOutput.write(try await keyd.nonce().hex + "\n")
    }
}
