import ArgumentParser
import Codec

/// A nonce, where evidence is made elsewhere.
struct KeyNonce: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nonce", abstract: "A nonce of a dstack-keyd, for evidence made elsewhere.")

    @OptionGroup var keyd: KeydOptions

    func run() async throws {
        let answer = try await keyd.post("/v1/nonce", .object([]))
        guard let nonce = answer["nonce"]?.string, nonce.count == 66 else {
            throw CommandFailure(.chain, "dstack-keyd: an answer without a nonce")
        }
        StandardOutput.write(nonce + "\n")
    }
}
