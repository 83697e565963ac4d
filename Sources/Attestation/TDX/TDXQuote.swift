import Cryptography
public import Primitives

/// A TDX quote, read but not verified (Intel TDX DCAP quoting library, quote format 4 and 5).
public struct TDXQuote: Sendable {
    /// 4 or 5.
    public let version: UInt16
    /// What it says of the guest.
    public let report: TDReport
    /// The bytes that the attestation key signed.
    let signed: Bytes
    /// The attestation key's signature, its key and who vouches for it.
    let proof: QuoteProof

    /// The largest quote, 16 KiB; real ones have 5 to 8.
    public static let mostBytes = 16_384
    /// Intel's id as vendor of a quoting enclave.
    static let intel: Bytes = [
        0x93, 0x9a, 0x72, 0x33, 0xf7, 0x9c, 0x4c, 0xa9, 0x94, 0x0a, 0x0d, 0xb3, 0x95, 0x7f, 0x06,
        0x07,
    ]

    /// Reads a quote. Zeros behind it are padding of the interface that gave it; other bytes are
    /// refused.
    ///
    /// - Throws: ``TDXQuoteError`` with the first fault.
    public init(parsing bytes: Bytes) throws(TDXQuoteError) {
        guard bytes.count <= TDXQuote.mostBytes else { throw .length("the quote") }
        var reader = QuoteReader(bytes)
        version = try reader.uint16()
        guard version == 4 || version == 5 else { throw .version(version) }
        let keyType = try reader.uint16()
        guard keyType == 2 else { throw .keyType(keyType) }
        let teeType = try reader.uint32()
        guard teeType == 0x81 else { throw .teeType(teeType) }
        _ = try reader.take(4)
        guard try reader.take(16) == TDXQuote.intel else { throw .vendor }
        _ = try reader.take(20)
        report = try TDReport(try TDXQuote.body(&reader, version))
        signed = bytes.slice(0..<reader.offset)
        guard let count = Int(exactly: try reader.uint32()) else {
            throw .length("the signature data")
        }
        proof = try QuoteProof(try reader.take(count))
        if let place = bytes.slice(from: reader.offset).firstIndex(where: { $0 != 0 }) {
            throw .trailing(offset: reader.offset + place)
        }
    }

    /// What the quote's own PCK certificate says of its platform; nobody has verified it.
    ///
    /// - Returns: Platform id, kind and versions.
    /// - Throws: ``TDXQuoteError`` when the quote carries no such certificate.
    public func statedPlatform() throws(TDXQuoteError) -> PCKExtension {
        guard let first = try? X509Certificate.certificates(pem: proof.chain, most: 1).first else {
            throw .chain("no certificate")
        }
        return try PCKExtension(first)
    }

    /// The measurements of the guest with the registers as quoted.
    public var measurement: TDXMeasurement? { measurement(rtmr3: report.rtmr[3]) }

    /// The measurements of the guest with another RTMR3, as at the end of its boot.
    public func measurement(rtmr3: PCR) -> TDXMeasurement? {
        TDXMeasurement(
            mrtd: report.mrTD, rtmr: report.rtmr.prefix(3) + [rtmr3],
            configuration: [report.configurationID, report.owner, report.ownerConfiguration])
    }

    private static func body(
        _ reader: inout QuoteReader, _ version: UInt16
    ) throws(TDXQuoteError) -> Bytes {
        guard version == 5 else { return try reader.take(TDReport.byteCount) }
        let kind = try reader.uint16()
        let count = try reader.uint32()
        switch (kind, count) {
        case (2, 584): return try reader.take(TDReport.byteCount)
        case (3, 648): return try reader.take(TDReport.byteCount15)
        default: throw .body(kind: kind, count: count)
        }
    }
}
