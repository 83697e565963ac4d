import Attestation
import Primitives

/// Evidence as it stands in a file.
enum EvidenceFile {
    /// The message of a Nitro Security Module.
    case document(Bytes)
    /// A dstack attestation.
    case container(AttestationContainer)

    /// What the bytes of a file are, raw or as hex digits.
    init(_ bytes: Bytes, path: String) throws(CommandFailure) {
        let bytes = EvidenceFile.raw(bytes)
        // An array of CBOR and a map of msgpack may begin with one byte, 84.
        let isDocument = (try? CBORValue(parsing: bytes)).map(EvidenceFile.isMessage) ?? false
        if isDocument {
            self = .document(bytes)
            return
        }
        do throws(ContainerError) {
            self = .container(try AttestationContainer(parsing: bytes))
        } catch {
            throw CommandFailure(
                .input,
                "\(path): neither a document of a Nitro Security Module nor a dstack "
                    + "attestation that can be read: \(error)")
        }
    }

    /// What people call it.
    var name: String {
        switch self {
        case .document: "document of a Nitro Security Module"
        case .container(let container):
            "dstack attestation \(container.format.rawValue) of "
                + container.evidence.platform.rawValue
        }
    }

    /// When it was signed, by its own word; nil where it does not say.
    var signedAt: EvidenceTime? {
        let bytes: Bytes
        switch self {
        case .document(let document): bytes = document
        case .container(let container):
            guard case .nitroEnclave(let document) = container.evidence else { return nil }
            bytes = document
        }
        guard let message = try? COSESign1(parsing: bytes),
            let document = try? NSMDocument(payload: message.payload)
        else { return nil }
        return document.timestamp
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
