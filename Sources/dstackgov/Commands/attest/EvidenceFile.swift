import Attestation
import Codec
import Cryptography
import Primitives

/// Evidence as it stands in a file.
enum EvidenceFile {
    /// The message of a Nitro Security Module.
    case document(Bytes)
    /// A dstack attestation, or the report of a guest's agent.
    case container(AttestationContainer)
    /// A TDX quote by itself.
    case quote(Bytes)
    /// A certificate of RA-TLS.
    case certificate(RATLSCertificate)

    /// What the bytes of a file are, raw or as hex digits.
    init(_ bytes: Bytes, path: String) throws(CommandFailure) {
        let bytes = EvidenceFile.raw(bytes)
        if let certificate = EvidenceFile.certificate(in: bytes) {
            do throws(RATLSError) {
                self = .certificate(try RATLSCertificate(certificate))
            } catch {
                throw CommandFailure(.notVerified, "\(path): \(error)")
            }
            return
        }
        // Version, and the type of the attestation key in two bytes of little end.
        if bytes.count > 4, (3...5).contains(bytes[0]), bytes.slice(1..<4) == [0, 2, 0] {
            self = .quote(bytes)
            return
        }
        // An array of CBOR and a map of msgpack may begin with one byte, 84.
        let isDocument = (try? CBORValue(parsing: bytes)).map(EvidenceFile.isMessage) ?? false
        if isDocument {
            self = .document(bytes)
            return
        }
        do throws(ContainerError) {
            self = .container(try EvidenceFile.container(bytes))
        } catch {
            if case .unsupported = error {
                throw CommandFailure(.notVerified, "\(path): \(error)")
            }
            throw CommandFailure(
                .input,
                "\(path): neither a document of a Nitro Security Module, a TDX quote, a certificate "
                    + "nor a dstack attestation that can be read: \(error)")
        }
    }

    /// What people call it.
    var name: String {
        switch self {
        case .document: "document of a Nitro Security Module"
        case .quote: "TDX quote"
        case .container(let container): EvidenceFile.name(container)
        case .certificate(let certificate):
            "certificate of \(certificate.certificate.subjectText)"
                + (certificate.attestation.map { " with a \(EvidenceFile.name($0))" } ?? "")
        }
    }

    /// The TDX quote in it; nil where it is of another platform.
    var quote: Bytes? {
        if case .quote(let bytes) = self { return bytes }
        guard case .tdx(let quote, _)? = container?.evidence else { return nil }
        return quote
    }

    /// The container in it; nil where there is none.
    var container: AttestationContainer? {
        switch self {
        case .document, .quote: nil
        case .container(let container): container
        case .certificate(let certificate): certificate.attestation
        }
    }

    /// When it was signed, by its own word; nil where it does not say.
    var signedAt: EvidenceTime? {
        let bytes: Bytes
        if case .document(let document) = self {
            bytes = document
        } else if case .nitroEnclave(let document)? = container?.evidence {
            bytes = document
        } else {
            return nil
        }
        guard let message = try? COSESign1(parsing: bytes),
            let document = try? NSMDocument(payload: message.payload)
        else { return nil }
        return document.timestamp
    }

    private static func name(_ container: AttestationContainer) -> String {
        "dstack attestation \(container.format.rawValue) of "
            + container.evidence.platform.rawValue
    }

    /// The one certificate that the bytes are, in PEM or DER; nil for anything else.
    private static func certificate(in bytes: Bytes) -> X509Certificate? {
        if bytes.starts(with: Bytes(utf8: "-----BEGIN CERTIFICATE")) {
            return try? X509Certificate.certificates(pem: bytes, most: 1).first
        }
        return bytes.first == 0x30 ? try? X509Certificate(der: bytes) : nil
    }

    /// A container, or the JSON around one: a quote report, or an object with `attestation` in hex.
    private static func container(_ bytes: Bytes) throws(ContainerError) -> AttestationContainer {
        guard bytes.first == UInt8(ascii: "{") else {
            return try AttestationContainer(parsing: bytes)
        }
        if let text = (try? JSONValue(parsing: bytes))?["attestation"]?.string,
            let inner = try? Bytes(hex: text.hasPrefix("0x") ? text : "0x" + text)
        {
            return try AttestationContainer(parsing: inner)
        }
        return try AttestationContainer(quoteReport: bytes)
    }

    private static func isMessage(_ value: CBORValue) -> Bool {
        if case .tagged(_, let content) = value { return isMessage(content) }
        return value.items != nil
    }

    /// The bytes that hex digits write, with or without a prefix and white space at the end.
    private static func raw(_ bytes: Bytes) -> Bytes {
        let digits = Array(bytes).prefix { Hex.value(of: $0) != nil || $0 == UInt8(ascii: "x") }
        let rest = bytes.dropFirst(digits.count)
        guard digits.count > 8, rest.allSatisfy({ [0x20, 0x0a, 0x0d, 0x09].contains($0) }) else {
            return bytes
        }
        let text = String(decoding: digits, as: UTF8.self)
        return (try? Bytes(hex: text.hasPrefix("0x") ? text : "0x" + text)) ?? bytes
    }
}
