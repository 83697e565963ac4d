import HTTPServer
import Primitives
import YAML

extension ConfigurationReader {
    func listening(
        _ value: LocatedValue?, _ whole: LocatedValue, _ warnings: inout [String]
    ) throws(DocumentError) -> ServiceConfiguration.Listening {
        guard let value else {
            return .init(address: .host("127.0.0.1", port: 8_000))
        }
        var reader = try MemberReader(value, what: "listen")
        let host = try reader.optional("host")?.string() ?? "127.0.0.1"
        let port: Int = try reader.optional("port")?.integer(in: 0...65_535) ?? 8_000
        let socket = try reader.optional("socket")?.string()
        let isExposed = try reader.optional("exposed")?.bool() ?? false
        var result = ServiceConfiguration.Listening(
            address: socket.map { .unixDomainSocket(path: $0) } ?? .host(host, port: port))
        if let path = reader.optional("path") { result.base = try base(path) }
        if let tls = reader.optional("tls") { result.tls = try self.tls(tls) }
        for item in try reader.optional("basicSHA256")?.array() ?? [] {
            result.basic.append(try hash(item))
        }
        for item in try reader.optional("bearerSHA256")?.array() ?? [] {
            result.bearer.append(try hash(item))
        }
        try reader.finish()
        guard socket != nil || Self.isLoopback(host) || isExposed else {
            throw DocumentError(
                .form, at: value.place,
                "\(host) lets other machines ask: say exposed: true, and ask for a password, a "
                    + "token or a certificate")
        }
        if isExposed, result.tls == nil, result.basic.isEmpty, result.bearer.isEmpty {
            warnings.append("listens on \(host) and asks nobody who they are")
        }
        return result
    }

    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }

    /// The path of the webhook's URL, with its query: the KMS appends its routes to the whole.
    private func base(_ value: LocatedValue) throws(DocumentError) -> String {
        let text = try value.string()
        guard text.hasPrefix("/"), RequestTarget(text) != nil else {
            throw DocumentError(
                .form, at: value.place, "a path begins with / and is visible ASCII without #")
        }
        return text
    }

    private func tls(_ value: LocatedValue) throws(DocumentError) -> TLSConfiguration {
        var reader = try MemberReader(value, what: "tls")
        var result = TLSConfiguration(
            certificateFile: try reader.required("certificate").string(),
            keyFile: try reader.required("key").string())
        let authority = try reader.optional("clientAuthority")?.string()
        let isRequired = try reader.optional("clientCertificateRequired")?.bool() ?? false
        if let authority {
            result.clientCertificates =
                isRequired
                ? .required(authorityFile: authority) : .optional(authorityFile: authority)
        } else if isRequired {
            throw DocumentError(
                .missing, at: value.place, "clientCertificateRequired needs clientAuthority")
        }
        try reader.finish()
        return result
    }
}
