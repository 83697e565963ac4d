public import Cryptography
import Primitives

/// The signature of an image: a certificate, and a COSE_Sign1 message over PCR0.
public struct EIFSignature: Sendable {
    /// The signer's certificate. Nobody vouches for it: PCR8 names it.
    public let certificate: X509Certificate
    /// Why the signature is not one over this image; nil when it is.
    public let fault: String?

    /// PCR8: the hash of the certificate's DER.
    public var pcr8: PCR { PCR.zero.extended(by: SHA384.hash(certificate.der)) }

    /// The signature of a section's content, compared with the image's PCR0.
    ///
    /// - Throws: ``EIFError/signature(_:)`` or ``EIFError/certificate(_:)``.
    init(parsing content: Bytes, pcr0: PCR) throws(EIFError) {
        let value: CBORValue
        do throws(CBORError) {
            value = try CBORValue(parsing: content, limits: EIFSignature.limits)
        } catch {
            throw .signature(error)
        }
        guard let entries = value.items, entries.count == 1,
            let pem = EIFSignature.bytes(entries[0]["signing_certificate"]),
            let message = EIFSignature.bytes(entries[0]["signature"])
        else { throw .signature(nil) }
        do throws(X509Error) { certificate = try X509Certificate(pem: pem) } catch {
            throw .certificate(error)
        }
        fault = EIFSignature.fault(message, certificate, pcr0)
    }

    private static func fault(
        _ bytes: Bytes, _ certificate: X509Certificate, _ pcr0: PCR
    ) -> String? {
        let message: COSESign1
        do throws(COSEError) {
            message = try COSESign1(parsing: bytes, algorithms: COSEAlgorithm.allCases)
        } catch {
            return error.description
        }
        guard let key = try? certificate.publicKey(), (try? message.isSigned(by: key)) == true
        else {
            return "the signature is not the certificate's"
        }
        let payload = try? CBORValue(parsing: message.payload)
        guard payload?["register_index"]?.number == 0,
            EIFSignature.bytes(payload?["register_value"]) == pcr0.bytes
        else { return "the signature is one of another image" }
        return nil
    }

    /// The builder writes bytes as an array of numbers; a byte string means the same.
    private static func bytes(_ value: CBORValue?) -> Bytes? {
        if let bytes = value?.byteString { return bytes }
        guard let items = value?.items else { return nil }
        var bytes: [UInt8] = []
        for item in items {
            guard let number = item.number, let byte = UInt8(exactly: number) else { return nil }
            bytes.append(byte)
        }
        return Bytes(bytes)
    }

    /// A section of 64 KiB in which every byte may be an item.
    private static let limits = CBORLimits(byteCount: 65_536, depth: 4, itemCount: 65_536)
}
