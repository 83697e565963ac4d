import Codec
public import Primitives

/// The output of `nitro-cli build-enclave`, `describe-eif` or `describe-enclaves`, or of
/// `eif_build`, or lines `PCR0: …` as people paste them.
///
/// `HashAlgorithm` is debugging text that changes between versions and is not read: 96 digits say
/// that it is SHA-384. Lines before the JSON, which the tools print to the other stream, and the
/// mark that PowerShell puts in front of a file are skipped.
public struct NitroToolOutput: Equatable, Sendable {
    /// The images or enclaves, in the order of the output; none when no enclave runs.
    public let images: [NitroImage]

    /// What `text` says.
    ///
    /// - Throws: ``NitroToolError`` with the member at fault.
    public init(parsing text: Bytes) throws(NitroToolError) {
        let mark: Bytes = [0xef, 0xbb, 0xbf]
        let text = text.starts(with: mark) ? text.slice(from: mark.count) : text
        guard let json = NitroToolOutput.json(in: text) else {
            // Lines of a JSON text must not pass as pasted ones: they lack the enclave's flags.
            guard !text.contains(UInt8(ascii: "{")) else { throw .noMeasurement }
            images = [try NitroToolOutput.pastedLines(text)]
            return
        }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: NitroToolOutput.withoutMetadata(json))
        } catch {
            throw .json(error)
        }
        guard let items = value.array else {
            images = [try NitroImage(value, path: "")]
            return
        }
        var images: [NitroImage] = []
        for (index, item) in items.enumerated() {
            images.append(try NitroImage(item, path: "[\(index)]."))
        }
        self.images = images
    }

    /// The measurement of the image, where there is one, or of the enclave of this name or id.
    ///
    /// - Throws: ``NitroToolError/none``, ``NitroToolError/ambiguous(names:)``, or what is against
    ///   the image chosen.
    public func measurement(of name: String? = nil) throws(NitroToolError) -> NitroMeasurement {
        guard !images.isEmpty else { throw .none }
        let chosen = images.filter { image in
            name == nil || image.name == name || image.enclaveID == name
        }
        guard let first = chosen.first,
            chosen.allSatisfy({ $0.measurement == first.measurement })
        else { throw .ambiguous(names: images.map(\.label)) }
        for image in chosen { _ = try image.checked() }
        return first.measurement
    }

    /// From the first line that begins with a bracket, to the end.
    private static func json(in text: Bytes) -> Bytes? {
        var isLineStart = true
        for (offset, byte) in text.enumerated() {
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): isLineStart = true
            case UInt8(ascii: " "), UInt8(ascii: "\t"): break
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if isLineStart { return text.slice(from: offset) }
            default: isLineStart = false
            }
        }
        return nil
    }
}

extension NitroImage {
    /// The image of an object: an enclave, an image with `Measurements`, or the measurements alone.
    init(_ value: JSONValue, path: String) throws(NitroToolError) {
        guard value.object != nil else { throw .type(member: path + "(value)") }
        name = try NitroImage.text(value, "EnclaveName", path)
        enclaveID = try NitroImage.text(value, "EnclaveID", path)
        state = try NitroImage.text(value, "State", path)
        flags = try NitroImage.text(value, "Flags", path)
        if enclaveID != nil, flags == nil { throw .missing(member: path + "Flags") }
        failedChecks = try NitroImage.failedChecks(value, path)
        let registers: JSONValue
        var path = path
        if value["PCR0"] != nil, value["Measurements"] == nil {
            registers = value
        } else {
            guard let measurements = value["Measurements"] else {
                throw .missing(member: path + "Measurements")
            }
            guard measurements.object != nil else { throw .type(member: path + "Measurements") }
            registers = measurements
            path += "Measurements."
        }
        measurement = NitroMeasurement(
            pcr0: try NitroImage.register(registers, "PCR0", path),
            pcr1: try NitroImage.register(registers, "PCR1", path),
            pcr2: try NitroImage.register(registers, "PCR2", path))
        pcr8 =
            registers["PCR8"] == nil ? nil : try NitroImage.register(registers, "PCR8", path)
    }

    /// An image that is not signed has no `SignatureCheck`, or null for it.
    private static func failedChecks(
        _ value: JSONValue, _ path: String
    ) throws(NitroToolError) -> [String] {
        var failed: [String] = []
        for name in ["CheckCRC", "SignatureCheck"] {
            guard let member = value[name], !member.isNull else { continue }
            guard let isPassed = member.bool else { throw .type(member: path + name) }
            if !isPassed { failed.append(name) }
        }
        return failed
    }

    private static func register(
        _ value: JSONValue, _ name: String, _ path: String
    ) throws(NitroToolError) -> PCR {
        guard let member = value[name] else { throw .missing(member: path + name) }
        guard let text = member.string else { throw .type(member: path + name) }
        do throws(HexError) {
            return try PCR(digits: text)
        } catch {
            throw .digits(member: path + name, error)
        }
    }

    private static func text(
        _ value: JSONValue, _ name: String, _ path: String
    ) throws(NitroToolError) -> String? {
        guard let member = value[name] else { return nil }
        guard let text = member.string else { throw .type(member: path + name) }
        return text
    }
}
