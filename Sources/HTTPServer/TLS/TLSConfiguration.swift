/// TLS 1.2 and 1.3 by the system's OpenSSL.
///
/// HTTP/1.1 is the only protocol that is agreed on (ALPN, RFC 7301). Sessions are not resumed:
/// every connection proves itself anew.
public struct TLSConfiguration: Sendable {
    /// Whether clients present certificates.
    public enum ClientCertificates: Sendable, Equatable {
        /// They are not asked for.
        case ignored
        /// A client may present one; one that this CA file's certificates did not issue is refused.
        case optional(authorityFile: String)
        /// Every client must present one that this CA file's certificates have issued.
        case required(authorityFile: String)
    }

    /// The server's certificate and then its intermediates, in PEM.
    public var certificateFile: String
    /// The certificate's private key, in PEM and without a passphrase.
    public var keyFile: String
    /// What is asked of clients.
    public var clientCertificates: ClientCertificates

    /// A configuration from files; they are read when the server starts.
    public init(
        certificateFile: String, keyFile: String, clientCertificates: ClientCertificates = .ignored
    ) {
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        self.clientCertificates = clientCertificates
    }
}
