public import Cryptography
public import Primitives

/// What a PCK certificate says of its platform (Intel SGX PCK certificate specification, extension
/// 1.2.840.113741.1.13.1).
public struct PCKExtension: Hashable, Sendable {
    /// The platform's id, 16 bytes; dstack's device id is its SHA-256.
    public let ppid: Bytes
    /// Family, model, stepping and custom SKU, 6 bytes: which collateral belongs to it.
    public let fmspc: Bytes
    /// The provisioning enclave's id, 2 bytes.
    public let pceID: Bytes
    /// The security versions of the platform's 16 components.
    public let components: [UInt64]
    /// The provisioning enclave's security version.
    public let pceSVN: UInt64

    /// The prefix of all members' identifiers: 1.2.840.113741.1.13.1.
    private static let prefix: Bytes = [
        0x2a, 0x86, 0x48, 0x86, 0xf8, 0x4d, 0x01, 0x0d, 0x01,
    ]

    /// What a certificate says; nobody has verified it.
    ///
    /// - Throws: ``TDXQuoteError/extensionMember(_:)``.
    public init(_ certificate: X509Certificate) throws(TDXQuoteError) {
        guard let value = certificate.extensionValue("1.2.840.113741.1.13.1") else {
            throw .extensionMember("extension")
        }
        try self.init(value: value)
    }

    /// What the value of the extension says.
    ///
    /// - Throws: ``TDXQuoteError/extensionMember(_:)``.
    public init(value: Bytes) throws(TDXQuoteError) {
        guard let members = PCKExtension.members(value)
        else { throw .extensionMember("extension") }
        func string(_ number: UInt8, _ count: Int, _ name: String) throws(TDXQuoteError) -> Bytes {
            guard let value = members[Bytes([number])],
                let bytes = DERReader.only(DERReader.octetString, in: value), bytes.count == count
            else { throw .extensionMember(name) }
            return bytes
        }
        ppid = try string(1, 16, "PPID")
        pceID = try string(3, 2, "PCEID")
        fmspc = try string(4, 6, "FMSPC")
        guard let versions = members[[2]],
            let tcb = PCKExtension.members(versions, below: [2])
        else {
            throw .extensionMember("TCB")
        }
        func number(_ number: UInt8) throws(TDXQuoteError) -> UInt64 {
            guard let value = tcb[Bytes([number])],
                let content = DERReader.only(DERReader.integer, in: value),
                let found = DERReader.number(content)
            else { throw .extensionMember("TCB.\(number)") }
            return found
        }
        var components: [UInt64] = []
        for index in 1...16 { components.append(try number(UInt8(truncatingIfNeeded: index))) }
        self.components = components
        pceSVN = try number(17)
    }

    /// The members of a sequence by what follows the prefix; nil for another form or a member twice.
    private static func members(_ bytes: Bytes, below: Bytes = []) -> [Bytes: Bytes]? {
        guard let content = DERReader.only(DERReader.sequence, in: bytes) else { return nil }
        var reader = DERReader(content)
        var members: [Bytes: Bytes] = [:]
        let start = prefix + below
        while !reader.isAtEnd {
            guard let pair = reader.item(DERReader.sequence) else { return nil }
            var inner = DERReader(pair)
            guard let name = inner.item(DERReader.objectIdentifier), name.starts(with: start)
            else { return nil }
            let key = name.slice(from: start.count)
            let value = pair.slice(from: pair.count - inner.restCount)
            guard members.updateValue(value, forKey: key) == nil else { return nil }
        }
        return members
    }
}
