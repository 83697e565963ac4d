public import Primitives

/// What an attestation document of a Nitro Security Module says, not yet verified:
/// ``VerifiedNSMDocument`` says who signed it.
public struct NSMDocument: Hashable, Sendable {
    /// The module: the parent instance's id, `-enc` and the enclave's number.
    public let moduleID: String
    /// When it was made, by the hypervisor's clock.
    public let timestamp: EvidenceTime
    /// The registers by number; those that were never extended may be zero or left out.
    public let registers: [Int: PCR]
    /// The certificate of the key that signed it, in DER.
    public let certificate: Bytes
    /// The certificates from the root down to the leaf's issuer, in DER.
    public let bundle: [Bytes]
    /// A public key of the guest.
    public let publicKey: Bytes?
    /// Whatever the guest wants; dstack's guests put 64 bytes of report data here.
    public let userData: Bytes?
    /// What a verifier asked for.
    public let nonce: Bytes?
    /// Names of signed members that the specification does not have.
    public let unknownMembers: [String]
}

extension NSMDocument {
    /// The document that the payload of a message holds.
    ///
    /// - Throws: ``NSMError`` with the first limit that is broken.
    public init(payload: Bytes) throws(NSMError) {
        let value: CBORValue
        do throws(CBORError) { value = try CBORValue(parsing: payload) } catch {
            throw .payload(error)
        }
        guard let pairs = value.pairs else { throw .map }
        var members = NSMMembers()
        var unknown: [String] = []
        for pair in pairs {
            guard let key = pair.key.textString else { throw .map }
            if let member = NSMMember(rawValue: key) {
                members.values[member] = pair.value
            } else {
                unknown.append(key)
            }
        }
        moduleID = try members.text(.moduleID)
        let digest = try members.text(.digest)
        guard digest == "SHA384" else { throw .digest(digest) }
        guard let milliseconds = try members.value(.timestamp).number else {
            throw .type(.timestamp)
        }
        guard milliseconds > 0 else { throw .timestamp }
        timestamp = EvidenceTime(milliseconds: milliseconds)
        registers = try members.registers()
        certificate = try members.bytes(.certificate)
        bundle = try members.certificates()
        publicKey = try members.optionalBytes(.publicKey)
        userData = try members.optionalBytes(.userData)
        nonce = try members.optionalBytes(.nonce)
        unknownMembers = unknown
    }
}
