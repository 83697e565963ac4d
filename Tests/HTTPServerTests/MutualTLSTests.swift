import COpenSSL
import Foundation
import HTTPServer
import Testing

@Suite("Client certificates are checked against the authority file")
struct MutualTLSTests {
    private static let get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n"
    private static let versions = [TLS1_2_VERSION, TLS1_3_VERSION]

    private func server(required: Bool) throws -> TestServer {
        let file = try Certificates.shared.get().authority.certificate
        return try TestServer(
            .loopback(
                tls: .test(
                    required ? .required(authorityFile: file) : .optional(authorityFile: file))))
    }

    @Test("a client's certificate reaches the handler", arguments: [true, false], versions)
    func accepts(required: Bool, version: Int32) throws {
        let server = try server(required: required)
        let client = try Certificates.shared.get().client
        let response = try server.tlsAnswer(to: Self.get) {
            $0.identity = client
            $0.versions = version...version
        }
        #expect(response?.status == 200)
        #expect(server.requests.first?.peerCertificate == (try Certificates.der(client)))
    }

    @Test("a client without a certificate is refused when one is required", arguments: versions)
    func requires(version: Int32) throws {
        let server = try server(required: true)
        #expect(throws: TLSClient.Failure.self) {
            try server.tlsAnswer(to: Self.get) { $0.versions = version...version }
        }
        #expect(server.wait { $0.handshakesFailed == 1 })
        #expect(server.requests.isEmpty)
    }

    @Test("a client without a certificate is served when it is optional", arguments: versions)
    func isOptional(version: Int32) throws {
        let server = try server(required: false)
        let response = try server.tlsAnswer(to: Self.get) { $0.versions = version...version }
        #expect(response?.status == 200)
        #expect(server.requests.first?.peerCertificate == nil)
    }

    @Test("a certificate of another authority is refused", arguments: [true, false], versions)
    func refusesForeign(required: Bool, version: Int32) throws {
        let server = try server(required: required)
        let client = try Certificates.shared.get().foreignClient
        #expect(throws: TLSClient.Failure.self) {
            try server.tlsAnswer(to: Self.get) {
                $0.identity = client
                $0.versions = version...version
            }
        }
        #expect(server.wait { $0.handshakesFailed == 1 })
        #expect(server.requests.isEmpty)
    }

    static let broken: [(certificate: String, key: String, authority: String?, names: String)] = [
        ("missing", "server.key", nil, "missing"),
        ("server.pem", "missing", nil, "missing"),
        ("server.key", "server.key", nil, "reading the certificate"),
        ("server.pem", "client.key", nil, "client.key"),
        ("server.pem", "encrypted.key", nil, "encrypted.key"),
        ("server.pem", "server.key", "missing", "client authorities"),
        ("server.pem", "server.key", "server.key", "client authorities"),
    ]

    @Test("a file that is missing or does not fit is an error that names it", arguments: broken)
    func refusesFiles(
        certificate: String, key: String, authority: String?, names: String
    ) throws {
        let directory = URL(fileURLWithPath: try Certificates.shared.get().server.certificate)
            .deletingLastPathComponent()
        let path = { (name: String) in directory.appendingPathComponent(name).path }
        let tls = TLSConfiguration(
            certificateFile: path(certificate), keyFile: path(key),
            clientCertificates: authority.map { .required(authorityFile: path($0)) } ?? .ignored)
        let error = #expect(throws: HTTPServerError.self) {
            try TestServer(.loopback(tls: tls))
        }
        #expect(error?.description.contains(names) == true, "\(String(describing: error))")
    }
}
