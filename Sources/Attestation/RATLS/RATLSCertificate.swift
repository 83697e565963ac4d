public import Cryptography
public import Primitives

/// What a certificate of dstack is for (dstack ra-tls, extension 1.3.6.1.4.1.62397.1.4).
public enum RATLSUsage: Hashable, Sendable {
    /// The server of a KMS.
    case kms
    /// An app's own authority, under the KMS's root.
    case appAuthority
    /// A certificate that an app asked for.
    case app
    /// Any other text.
    case other(String)

    init(_ text: String) {
        switch text {
        case "kms:rpc": self = .kms
        case "app:ca": self = .appAuthority
        case "app:custom": self = .app
        default: self = .other(text)
        }
    }
}

/// Why a certificate is none of RA-TLS, or proves no boot.
public enum RATLSError: Error, Equatable, Sendable {
    /// An extension's value is not one octet string, or stands twice.
    case encoding(String)
    /// The app id has not 20 bytes.
    case appID(count: Int)
    /// The usage is no text.
    case usage
    /// The attestation.
    case container(ContainerError)
    /// The certificate has no attestation.
    case absent
    /// The attestation is bound to another key.
    case otherKey
    /// The attestation proves no boot.
    case evidence(EvidenceError)
}

extension RATLSError: CustomStringConvertible {
    /// One sentence for people, in ASCII.
    public var description: String {
        switch self {
        case .encoding(let name): "the certificate's \(name) is malformed"
        case .appID(let count): "the certificate's app id has \(count) bytes, not 20"
        case .usage: "the certificate's usage is no text"
        case .container(let error): error.description
        case .absent: "the certificate has no attestation"
        case .otherKey: "the attestation is bound to another key than the certificate's"
        case .evidence(let error): error.description
        }
    }
}

/// A certificate whose extensions say which workload holds its key (dstack ra-tls).
///
/// The extensions are the presenter's words: ``boot(_:)`` checks that the attestation is
/// bound to the certificate's key.
public struct RATLSCertificate: Sendable {
    /// The certificate.
    public let certificate: X509Certificate
    /// The app, 20 bytes, as whoever signed the certificate says; nil without one.
    public let appID: Bytes?
    /// What it is for; nil where it does not say.
    public let usage: RATLSUsage?
    /// The attestation; nil without one. Certificates of before dstack's containers have the quote of a
    /// TDX guest in extension 1.3.6.1.4.1.62397.1.1 and its event log in 1.3.6.1.4.1.62397.1.2, which
    /// count where there is no container.
    public let attestation: AttestationContainer?

    /// Reads the extensions of a certificate.
    ///
    /// - Throws: ``RATLSError``.
    public init(_ certificate: X509Certificate) throws(RATLSError) {
        self.certificate = certificate
        appID = try RATLSCertificate.value(3, "app id", certificate)
        if let appID, appID.count != 20 { throw .appID(count: appID.count) }
        if let text = try RATLSCertificate.value(4, "usage", certificate) {
            guard let text = String(validating: text, as: UTF8.self) else { throw .usage }
            usage = RATLSUsage(text)
        } else {
            usage = nil
        }
        let attested = try RATLSCertificate.value(8, "attestation", certificate)
        let quote = try RATLSCertificate.value(1, "quote", certificate)
        let log = try RATLSCertificate.value(2, "event log", certificate)
        do throws(ContainerError) {
            if let attested {
                attestation = try AttestationContainer(parsing: attested)
            } else if let quote {
                attestation = try AttestationContainer(quote: quote, log: log)
            } else {
                attestation = nil
            }
        } catch {
            throw .container(error)
        }
    }

    /// The 64 bytes that bind an attestation to the certificate's key: SHA-512 of `ratls-cert:` and the
    /// SubjectPublicKeyInfo.
    public var reportData: Bytes {
        SHA512.hash(Bytes(utf8: "ratls-cert:") + certificate.spki)
    }

    /// The boot that the attestation proves for the certificate's key.
    ///
    /// - Parameter trust: Whom to trust for evidence, and as of when it is judged.
    /// - Returns: The boot.
    /// - Throws: ``RATLSError``.
    public func boot(_ trust: EvidenceTrust) throws(RATLSError) -> MeasuredBoot {
        guard let attestation else { throw .absent }
        guard ConstantTime.equal(attestation.reportData, reportData) else { throw .otherKey }
        do throws(EvidenceError) {
            return try MeasuredBoot(verifying: attestation, trust)
        } catch {
            throw .evidence(error)
        }
    }

    /// What the certificate's signer says of the app's boot; nil where it says nothing.
    ///
    /// - Returns: The claim.
    /// - Throws: ``RATLSError``: the claim cannot be read. The rest of the certificate stands without it.
    public func appInfo() throws(RATLSError) -> RATLSAppInfo? {
        guard let value = try RATLSCertificate.value(9, "app info", certificate) else {
            return nil
        }
        do throws(ContainerError) { return try RATLSAppInfo(parsing: value) } catch {
            throw .container(error)
        }
    }

    /// The octet string inside an extension's value.
    private static func value(
        _ number: Int, _ name: String, _ certificate: X509Certificate
    ) throws(RATLSError) -> Bytes? {
        let identifier = "1.3.6.1.4.1.62397.1.\(number)"
        let found = certificate.extensions.filter { $0.identifier == identifier }
        guard let first = found.first else { return nil }
        guard found.count == 1, let value = DERReader.only(DERReader.octetString, in: first.value)
        else { throw .encoding(name) }
        return value
    }
}
