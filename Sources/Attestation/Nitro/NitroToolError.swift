public import Codec
public import Primitives

/// Why the output of a tool gives no measurement.
public enum NitroToolError: Error, Equatable, Sendable {
    /// No line begins with a bracket, and none names a register.
    case noMeasurement
    /// What begins with a bracket is no JSON.
    case json(JSONError)
    /// A member that must be there is missing.
    case missing(member: String)
    /// A member is of another type.
    case type(member: String)
    /// A register is no 96 hex digits.
    case digits(member: String, HexError)
    /// A register is named twice.
    case twice(member: String)
    /// No enclave is running.
    case none
    /// The output has several images, and none or an unknown one was named.
    case ambiguous(names: [String])
    /// The enclave runs in debug mode: its documents show zeros, not these registers.
    case debugMode(enclave: String)
    /// The flags are none that we know, so that debug mode cannot be ruled out.
    case unknownFlags(enclave: String, flags: String)
    /// The enclave is not running.
    case notRunning(enclave: String, state: String)
    /// The tool says that the image's checksum or signature is wrong: no hypervisor starts it.
    case failedCheck(String)
    /// The registers must not be registered.
    case refused(NitroMeasurement.Refusal)
}

extension NitroToolError: CustomStringConvertible {
    /// One sentence for people, in ASCII.
    public var description: String {
        switch self {
        case .noMeasurement: "no JSON and no line of a PCR in the text"
        case .json(let error): "the JSON cannot be read: \(error)"
        case .missing(let member): "\(member) is missing"
        case .type(let member): "\(member) has another type than expected"
        case .digits(let member, let error): "\(member) is not 96 hex digits: \(error)"
        case .twice(let member): "\(member) stands twice"
        case .none: "no enclave is running"
        case .ambiguous(let names):
            "several images; name one of " + names.map(escaped).joined(separator: ", ")
        case .debugMode(let enclave):
            "\(escaped(enclave)) runs in debug mode: it would attest zeros, not these registers"
        case .unknownFlags(let enclave, let flags):
            "\(escaped(enclave)) has the flags \(escaped(flags)): debug mode is not ruled out"
        case .notRunning(let enclave, let state):
            "\(escaped(enclave)) is in state \(escaped(state))"
        case .failedCheck(let check):
            "\(check) is false: the image is spoiled, and no hypervisor starts it"
        case .refused(let refusal): refusal.description
        }
    }

    private func escaped(_ text: String) -> String {
        JSONValue.string(text).serialized(.compact.ascii)
    }
}
