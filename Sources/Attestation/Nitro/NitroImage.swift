/// One image, or one running enclave, that a tool speaks of.
public struct NitroImage: Equatable, Sendable {
    /// The enclave's name; nil for an image that does not run.
    public let name: String?
    /// The enclave's id; nil for an image that does not run.
    public let enclaveID: String?
    /// The enclave's state, `RUNNING` when all is well.
    public let state: String?
    /// The enclave's flags: `NONE` or `DEBUG_MODE`.
    public let flags: String?
    /// The three registers.
    public let measurement: NitroMeasurement
    /// The hash of the certificate that signed the image, for a signed one.
    public let pcr8: PCR?
    /// The checks of `describe-eif` that the image did not pass: `CheckCRC`, `SignatureCheck`.
    public let failedChecks: [String]

    /// What people call it in messages.
    var label: String { name ?? enclaveID ?? "the image" }

    /// The measurement, if it is one to register: not of a debug enclave, not zero, running, of an
    /// image that is whole.
    ///
    /// - Throws: ``NitroToolError`` that says what is against it.
    public func checked() throws(NitroToolError) -> NitroMeasurement {
        switch flags {
        case nil, "NONE": break
        case "DEBUG_MODE": throw .debugMode(enclave: label)
        case let other?: throw .unknownFlags(enclave: label, flags: other)
        }
        if let state, state != "RUNNING" { throw .notRunning(enclave: label, state: state) }
        if let check = failedChecks.first { throw .failedCheck(check) }
        if let refusal = measurement.refusal { throw .refused(refusal) }
        return measurement
    }
}
