import Primitives

/// The second half of a quote: the attestation key's signature, and the quoting enclave's report that
/// vouches for the attestation key.
struct QuoteProof: Sendable {
    /// r and s over header and body.
    let signature: Bytes
    /// X and Y of the attestation key.
    let attestationKey: Bytes
    /// The quoting enclave's report.
    let enclave: EnclaveReport
    /// r and s of the PCK over the enclave's report.
    let enclaveSignature: Bytes
    /// The bytes that the enclave hashed together with its key.
    let authenticationData: Bytes
    /// The PCK chain in PEM.
    let chain: Bytes

    init(_ bytes: Bytes) throws(TDXQuoteError) {
        var reader = QuoteReader(bytes)
        signature = try reader.take(64)
        attestationKey = try reader.take(64)
        var inner = QuoteReader(try QuoteProof.certification(&reader, type: 6))
        guard reader.rest == 0 else { throw .length("the signature data") }
        enclave = try EnclaveReport(try inner.take(EnclaveReport.byteCount))
        enclaveSignature = try inner.take(64)
        authenticationData = try inner.take(Int(try inner.uint16()))
        chain = try QuoteProof.certification(&inner, type: 5)
        guard inner.rest == 0 else { throw .length("the certification data") }
    }

    private static func certification(
        _ reader: inout QuoteReader, type expected: UInt16
    ) throws(TDXQuoteError) -> Bytes {
        let type = try reader.uint16()
        guard type == expected else { throw .certification(found: type, expected: expected) }
        guard let count = Int(exactly: try reader.uint32()) else {
            throw .length("the certification data")
        }
        return try reader.take(count)
    }
}

/// The report of an SGX enclave (Intel SDM, REPORT).
struct EnclaveReport: Sendable {
    static let byteCount = 384

    let bytes: Bytes
    var miscSelect: Bytes { bytes.slice(16..<20) }
    var attributes: Bytes { bytes.slice(48..<64) }
    var mrSigner: Bytes { bytes.slice(128..<160) }
    var productID: UInt64 { QuoteReader.number(bytes.slice(256..<258)) }
    var securityVersion: UInt64 { QuoteReader.number(bytes.slice(258..<260)) }
    var reportData: Bytes { bytes.slice(320..<384) }

    init(_ bytes: Bytes) throws(TDXQuoteError) {
        guard bytes.count == EnclaveReport.byteCount else { throw .length("an enclave's report") }
        self.bytes = bytes
    }
}
