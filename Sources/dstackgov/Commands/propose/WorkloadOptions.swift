import ArgumentParser
import Primitives

/// The workload that is to be allowed: what it is measured from, and where it counts.
struct WorkloadOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "OS_IMAGE_HASH as somebody told it: 0x and 64 hex digits.", valueName: "hash"))
    var image: [String] = []

    @Option(help: ArgumentHelp("An Enclave Image File, measured here.", valueName: "file"))
    var eif: [String] = []

    @Option(help: ArgumentHelp("An app-compose.json, measured here.", valueName: "file"))
    var compose: [String] = []

    @Option(
        help: ArgumentHelp(
            "Evidence of a running guest, verified as attest verify does.", valueName: "file"))
    var fromEvidence: [String] = []

    @Option(help: "The app that may run it; enclaves have their image as compose hash too.")
    var app: String?

    @Flag(help: "The KMS only: for images of virtual machines, whose compose hash is another.")
    var kmsOnly = false

    @Flag(help: "Allow the app on the devices of the evidence, too.")
    var devices = false

    @OptionGroup var evidence: EvidenceOptions

    func validate() throws {
        guard (app != nil) != kmsOnly else {
            throw ValidationError(
                "Say where the image counts: --app ADDRESS for a Nitro enclave, or --kms-only.")
        }
        guard !(image + eif + compose + fromEvidence).isEmpty else {
            throw ValidationError(
                "Say what is to be allowed: --image, --eif, --compose or --from-evidence.")
        }
        guard compose.isEmpty || !kmsOnly else {
            throw ValidationError("--compose is of an app: it needs --app ADDRESS.")
        }
        guard !devices || (!fromEvidence.isEmpty && !kmsOnly) else {
            throw ValidationError("--devices needs --from-evidence and --app.")
        }
    }

    /// The app's address, if there is one: written out, or by its name in `book`.
    func appAddress(_ book: AddressBook) throws(CommandFailure) -> Address? {
        try app.map { text throws(CommandFailure) in try book.address(text, on: nil, for: "--app") }
    }

    /// Every value of the workload, each once.
    ///
    /// - Throws: ``CommandFailure``: `refused` for what must never be allowed, `notVerified` for
    ///   evidence that does not verify.
    func values() throws(CommandFailure) -> [WorkloadValue] {
        var values: [WorkloadValue] = []
        for text in image {
            let hash = try Input.hash(text, "--image")
            values += WorkloadValue.ofEnclave(hash, "--image", .claimed)
        }
        for path in eif { values += try WorkloadReading.image(path) }
        for path in compose { values.append(try WorkloadReading.compose(path)) }
        for path in fromEvidence {
            values += try WorkloadReading.evidence(path, evidence, withDevice: devices)
        }
        var known: Set<WorkloadValue.Key> = []
        values = values.filter { value in
            (!kmsOnly || value.place == .osImage) && known.insert(value.key).inserted
        }
        for value in values { try value.check() }
        return values
    }
}
