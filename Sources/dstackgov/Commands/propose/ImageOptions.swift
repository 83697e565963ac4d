import ArgumentParser
import Contracts
import Primitives

/// Which image, and where it counts.
struct ImageOptions: ParsableArguments {
    @Option(help: "OS_IMAGE_HASH: 0x and 64 hex digits, as measure prints it.")
    var image: String

    @Option(help: "The app whose enclaves have this image as compose hash too.")
    var app: String?

    @Flag(help: "The KMS only: for images of virtual machines, whose compose hash is another.")
    var kmsOnly = false

    func validate() throws {
        guard (app != nil) != kmsOnly else {
            throw ValidationError(
                "Say where the image counts: --app ADDRESS for a Nitro enclave, or --kms-only.")
        }
    }

    /// The hash, refused when no image can have it.
    func hash() throws(CommandFailure) -> Hash32 {
        let hash: Hash32
        do throws(HexError) { hash = try Hash32(hex: image) } catch {
            throw CommandFailure(.input, "--image: \(error)")
        }
        guard !hash.isZero, hash != DstackPolicy.debugMeasurement else {
            throw CommandFailure(
                .refused, "\(hash) is what enclaves in debug mode have",
                remedy: "Its host reads a debug enclave's memory; never allow it.")
        }
        return hash
    }

    /// The app's address, if there is one: written out, or by its name in `book`.
    func appAddress(_ book: AddressBook) throws(CommandFailure) -> Address? {
        try app.map { text throws(CommandFailure) in try book.address(text, on: nil, for: "--app") }
    }
}
