import HTTPServer

extension TLSConfiguration {
    /// The test's server certificate, and what is asked of clients.
    static func test(_ clients: ClientCertificates = .ignored) throws -> Self {
        let server = try Certificates.shared.get().server
        return Self(
            certificateFile: server.certificate, keyFile: server.key, clientCertificates: clients)
    }
}

extension TestServer {
    /// A TLS session with this server, which must show a certificate of the test's authority.
    func tlsClient(
        _ change: (inout TLSClient.Settings) -> Void = { _ in }
    ) throws -> TLSClient {
        var settings = TLSClient.Settings()
        settings.authority = try Certificates.shared.get().authority.certificate
        change(&settings)
        return try TLSClient(connect(), settings)
    }

    /// The response to a request on a fresh TLS session.
    func tlsAnswer(
        to text: String, _ change: (inout TLSClient.Settings) -> Void = { _ in }
    ) throws -> RawResponse? {
        let client = try tlsClient(change)
        try client.handshake()
        try client.send(text)
        return try client.response()
    }
}
