import ArgumentParser
import Attestation
import Codec
import Primitives

/// The device id that enclaves on an EC2 instance will have.
struct MeasureDevice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device",
        abstract: "The device id of enclaves on an EC2 instance, before one runs there.",
        discussion: """
            PCR4 of an enclave is SHA-384 over 48 zero bytes and the parent instance's id; dstack's \
            device id is SHA-256 of PCR4 (since its change 1302; releases before gave every enclave \
            one and the same).
            """)

    @Argument(help: "The id of the EC2 instance: i- and 8 or 17 hex digits.")
    var instance: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
        let digits = instance.utf8.dropFirst(2)
        guard instance.hasPrefix("i-"), digits.count == 17 || digits.count == 8,
            digits.allSatisfy({ Hex.value(of: $0) != nil }), instance == instance.lowercased()
        else {
            throw CommandFailure(
                .input,
                "\(EscapedText(instance, limit: 80)): no id of an EC2 instance: i- and 8 or 17 hex "
                    + "digits in lower case are needed",
                remedy: "The text is measured as it is: another spelling is another device.")
        }
        let register = NitroDevice.pcr4(instanceID: instance)
        let device = NitroDevice.id(pcr4: register)
        var page = Page()
        page.facts([
            ("instance", instance), ("PCR4", register.digits), ("device id", device.hex),
            ("before change 1302", NitroDevice.legacyID.hex + ", of every enclave anywhere"),
        ])
        output.print(
            page,
            json: [
                "instance": .string(instance), "pcr4": .string(register.digits),
                "deviceId": .string(device.hex),
                "legacyDeviceId": .string(NitroDevice.legacyID.hex),
            ])
    }
}
