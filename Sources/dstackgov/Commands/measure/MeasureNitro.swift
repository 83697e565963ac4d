import ArgumentParser
import Attestation
import Codec
import Primitives

/// OS_IMAGE_HASH of a Nitro enclave image, over the raw bytes of its registers.
struct MeasureNitro: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nitro",
        abstract: "OS_IMAGE_HASH from nitro-cli's measurements.",
        discussion: """
            FILE is the output of nitro-cli build-enclave, describe-eif or describe-enclaves, or \
            lines "PCR0: ...". The hash is SHA-256 over the 144 raw bytes PCR0, PCR1, PCR2; what \
            other recipes give authorises no enclave.
            """)

    @Argument(help: "The file; - reads standard input.")
    var file: String

    @Option(help: "The enclave's name or id, where the file has several.")
    var enclave: String?

    @Option(help: "A hash somebody announced: exit code 1 when it is not the right one.")
    var expect: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let measurement = try measure()
        let hash = measurement.osImageHash
        if let expect { try compare(expect, with: measurement) }
        var page = Page()
        page.facts([
            ("PCR0", measurement.pcr0.digits), ("PCR1", measurement.pcr1.digits),
            ("PCR2", measurement.pcr2.digits), ("OS_IMAGE_HASH", hash.hex),
        ])
        page.line("  SHA-256 over the 144 raw bytes PCR0, PCR1, PCR2. A Nitro enclave boots when")
        page.line(
            "  this hash is allowed twice: as OS image of the KMS and as compose hash of the app.")
        output.print(
            page,
            json: [
                "osImageHash": .string(hash.hex), "composeHash": .string(hash.hex),
                "pcr0": .string(measurement.pcr0.digits),
                "pcr1": .string(measurement.pcr1.digits),
                "pcr2": .string(measurement.pcr2.digits),
            ])
    }

    private func measure() throws(CommandFailure) -> NitroMeasurement {
        let text = try File.read(file)
        do throws(NitroToolError) {
            return try NitroToolOutput(parsing: text).measurement(of: enclave)
        } catch {
            throw CommandFailure(.input, "\(file): \(error)")
        }
    }

    private func compare(
        _ expected: String, with measurement: NitroMeasurement
    ) throws(CommandFailure) {
        guard let hash = try? Hash32(hex: expected) else {
            throw CommandFailure(.input, "--expect: 0x and 64 hex digits are needed")
        }
        switch measurement.recipe(giving: hash) {
        case .right: return
        case .some(let recipe):
            throw CommandFailure(
                .refused, "\(hash) is not OS_IMAGE_HASH but \(recipe)",
                remedy: "Registering it would allow no enclave. The right one: "
                    + measurement.osImageHash.hex)
        case nil:
            throw CommandFailure(
                .refused, "\(hash) is of another image",
                remedy: "OS_IMAGE_HASH of this one: \(measurement.osImageHash)")
        }
    }
}
