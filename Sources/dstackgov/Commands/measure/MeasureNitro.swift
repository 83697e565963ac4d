import ArgumentParser
import Attestation
import Codec
import Cryptography
import Primitives

/// OS_IMAGE_HASH of a Nitro enclave image, over the raw bytes of its registers.
struct MeasureNitro: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nitro",
        abstract: "OS_IMAGE_HASH of an enclave image.",
        discussion: """
            FILE is the Enclave Image File itself (measured here, in flat memory), or the output of \
            nitro-cli build-enclave, describe-eif or describe-enclaves, or lines "PCR0: ...". The \
            hash is SHA-256 over the 144 raw bytes PCR0, PCR1, PCR2; what other recipes give \
            authorises no enclave.
            """)

    @Argument(help: "The file; - reads standard input.")
    var file: String

    @Option(help: "The enclave's name or id, where the file has several.")
    var enclave: String?

    @Option(help: "A hash somebody announced: exit code 1 when it is not the right one.")
    var expect: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let source = try MeasuredFile.read(file)
        let measurement: NitroMeasurement
        var image: EIFImage?
        switch source {
        case .image(let found):
            measurement = found.measurement
            image = found
        case .text(let text): measurement = try measure(text)
        }
        if let expect { try compare(expect, with: measurement) }
        if let fault = image?.signature?.fault {
            throw CommandFailure(
                .refused, "\(file): \(fault); the hypervisor starts no such image",
                remedy: "Build and sign the image anew.")
        }
        var page = Page()
        page.facts(facts(measurement, image))
        page.line("  SHA-256 over the 144 raw bytes PCR0, PCR1, PCR2. A Nitro enclave boots when")
        page.line(
            "  this hash is allowed twice: as OS image of the KMS and as compose hash of the app.")
        for remark in image?.remarks ?? [] { page.line("  \(remark)", .warning) }
        output.print(page, json: document(measurement, image))
    }

    private func facts(
        _ measurement: NitroMeasurement, _ image: EIFImage?
    ) -> [(name: String, value: String)] {
        var facts: [(name: String, value: String)] = []
        if let image {
            if let metadata = image.metadata {
                let name = EscapedText(metadata.imageName, limit: 80)
                facts.append(("image", "\(name) \(EscapedText(metadata.imageVersion, limit: 40))"))
            }
            facts.append(
                ("format", "EIF version \(image.version), \(image.architecture.rawValue)"))
        }
        facts += [
            ("PCR0", measurement.pcr0.digits), ("PCR1", measurement.pcr1.digits),
            ("PCR2", measurement.pcr2.digits),
        ]
        if let signature = image?.signature {
            facts.append(("PCR8", signature.pcr8.digits))
            facts.append(("signed by", signature.certificate.subjectText))
        }
        return facts + [("OS_IMAGE_HASH", measurement.osImageHash.hex)]
    }

    private func document(_ measurement: NitroMeasurement, _ image: EIFImage?) -> JSONValue {
        let hash = JSONValue.string(measurement.osImageHash.hex)
        var members = [
            JSONMember("osImageHash", hash), JSONMember("composeHash", hash),
            JSONMember("pcr0", .string(measurement.pcr0.digits)),
            JSONMember("pcr1", .string(measurement.pcr1.digits)),
            JSONMember("pcr2", .string(measurement.pcr2.digits)),
        ]
        if let image {
            members.append(JSONMember("pcr8", image.pcr8.map { .string($0.digits) } ?? .null))
            members.append(JSONMember("version", JSONValue(image.version)))
            members.append(JSONMember("architecture", .string(image.architecture.rawValue)))
        }
        return .object(members)
    }

    private func measure(_ text: Bytes) throws(CommandFailure) -> NitroMeasurement {
        do throws(NitroToolError) {
            return try NitroToolOutput(parsing: text).measurement(of: enclave)
        } catch {
            switch error {
            case .debugMode, .unknownFlags, .refused:
                throw CommandFailure(
                    .refused, "\(file): \(error)",
                    remedy: "Never allow it: its host may read what a debug enclave holds. Measure "
                        + "the image itself, or an enclave that runs without debug mode.")
            case .ambiguous:
                throw CommandFailure(.input, "\(file): \(error)", remedy: "Give --enclave.")
            case .failedCheck:
                throw CommandFailure(.input, "\(file): \(error)", remedy: "Build the image anew.")
            case .noMeasurement, .json, .missing, .type, .digits, .twice, .none, .notRunning:
                throw CommandFailure(
                    .input, "\(file): \(error)",
                    remedy: "Give an EIF file, or what nitro-cli build-enclave or "
                        + "describe-enclaves prints.")
            }
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
