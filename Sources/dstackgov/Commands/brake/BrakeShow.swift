import ArgumentParser
import Authorization
import Codec
import Primitives

/// Reads an overlay and checks its signature.
struct BrakeShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Check a brake's signature and show what it denies.")

    @Argument(help: "The brake.")
    var file: String

    @Option(help: "The public key that must have signed it; several times.")
    var signedBy: [String]

    @OptionGroup var output: OutputOptions

    func run() async throws {
        var keys: Set<Hash32> = []
        for text in signedBy {
            guard let key = try? Hash32(hex: text) else {
                throw CommandFailure(.input, "--signed-by: 0x and 64 hex digits are needed")
            }
            keys.insert(key)
        }
        let overlay = try BrakeShow.read(file, signedBy: keys)
        output.print(
            BrakeShow.page(overlay),
            json: [
                "kms": .string(overlay.kms.checksummed),
                "chainId": .string(overlay.chainID.decimal),
                "sequence": .number(String(overlay.sequence)),
                "entries": .array(overlay.entries.map(\.json)),
            ])
    }

    /// The overlay in a file.
    static func read(
        _ path: String, signedBy keys: Set<Hash32>
    ) throws(CommandFailure) -> BrakeOverlay {
        let bytes = try File.read(path)
        do throws(BrakeFault) {
            return try BrakeOverlay(document: bytes, signedBy: keys)
        } catch {
            throw CommandFailure(.refused, "\(path): \(error)")
        }
    }

    /// The overlay for people.
    static func page(_ overlay: BrakeOverlay) -> Page {
        var page = Page()
        page.facts([
            ("KMS", overlay.kms.checksummed), ("chain", overlay.chainID.decimal),
            ("sequence", String(overlay.sequence)), ("issued", overlay.issued.description),
        ])
        if overlay.entries.isEmpty { page.line("  denies nothing") }
        page.table(
            ["denies", "value", "reason"],
            overlay.entries.map { [$0.kind.rawValue, $0.value, $0.reason] })
        return page
    }
}
