public import EthereumClient
public import Primitives

/// What a connection to one endpoint may do. Nothing comes from the environment.
public struct CurlConfiguration: Sendable {
    /// How long name look-up, TCP and TLS may take together.
    public var connectTimeout: Duration
    /// The file of the certificate authorities that are trusted, as PEM; the system's where it is
    /// nil.
    public var authoritiesFile: String?
    /// SHA-256 of the subject public key info of every certificate that the server may have; empty
    /// for no pinning (RFC 7469 section 2.4).
    public var publicKeyPins: [Hash32]
    /// The proxy to use; none where it is nil, whatever the environment says.
    public var proxy: RedactedURL?
    /// Whether the host may have a private, link-local or loopback address although its name does
    /// not say so: for nodes in one's own network.
    public var allowsPrivateAddresses: Bool
    /// Hosts, in lower case, that may be reached by `http://` besides this machine itself.
    public var plainHosts: Set<String>
    /// The token of the header `Authorization: Bearer`.
    public var bearerToken: BearerToken?
    /// The largest header of an answer in bytes.
    public var headerLimit: Int
    /// Whether answers may be compressed with gzip.
    public var acceptsGzip: Bool
    /// How many times larger a decoded answer may be than what came over the wire.
    public var decodingRatio: Int
    /// Whether HTTP/2 is offered.
    public var offersHTTP2: Bool
    /// Further fields of each request's header.
    public var fields: [RequestField]

    /// The standard: one second to connect, the system's authorities, no pins, no proxy, public
    /// addresses only, 16 KiB of header, no compression, HTTP/2 where the server has it.
    public init() {
        connectTimeout = .seconds(1)
        authoritiesFile = nil
        publicKeyPins = []
        fields = []
        proxy = nil
        allowsPrivateAddresses = false
        plainHosts = []
        bearerToken = nil
        headerLimit = 16 << 10
        acceptsGzip = false
        decodingRatio = 20
        offersHTTP2 = true
    }
}

/// Why a URL and a configuration do not go together.
public enum EndpointFault: Error, Equatable, Sendable {
    /// `http://` to another machine that ``CurlConfiguration/plainHosts`` does not name.
    case plainHTTP(host: String)
    /// Pins without TLS would check nothing.
    case pinsWithoutTLS
}

extension EndpointFault: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        switch self {
        case .plainHTTP(let host):
            "http:// is for this machine only, not for \(EscapedText(host)): use https://"
        case .pinsWithoutTLS: "public key pins need https://"
        }
    }
}
