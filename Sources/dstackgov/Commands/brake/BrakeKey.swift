import ArgumentParser
import Codec
import DecisionLog
import Primitives

/// The key that brakes.
struct BrakeKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "The public key for a service's configuration (brake.keys).",
        discussion: "The key's file is made, for its owner alone, unless it is there.")

    @Argument(help: "The file with the Ed25519 key.")
    var file: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let key = try BrakeKey.open(file)
        var page = Page()
        page.line(key.identity.publicKey.hex)
        output.print(page, json: ["publicKey": .string(key.identity.publicKey.hex)])
    }

    /// Opens or makes a key.
    static func open(_ path: String) throws(CommandFailure) -> LogKey {
        do throws(LogError) { return try LogKey(path: path, name: "brake") } catch {
            throw CommandFailure(.input, error.description)
        }
    }
}
