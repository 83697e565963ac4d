import Foundation

/// Keys and certificates that the `openssl` program makes once for a run of the tests.
struct Certificates: Sendable {
    /// A certificate and its private key, in PEM.
    struct Identity: Sendable {
        let certificate: String
        let key: String
    }

    /// Whose certificates both sides trust.
    let authority: Identity
    /// For 127.0.0.1, issued by the authority.
    let server: Identity
    /// Issued by the authority.
    let client: Identity
    /// An authority that nobody trusts, and what it has issued.
    let foreignAuthority: Identity
    let foreignClient: Identity

    static let shared = Result { try Certificates() }

    private static let directory = FileManager.default.temporaryDirectory
        .appendingPathComponent("http-certificates-\(UUID().uuidString)")

    private init() throws {
        let directory = Self.directory
        atexit { try? FileManager.default.removeItem(at: Certificates.directory) }
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let issuer = Issuer(directory: directory)
        authority = try issuer.authority("authority")
        server = try issuer.issue("server", by: authority)
        client = try issuer.issue("client", by: authority)
        foreignAuthority = try issuer.authority("foreign-authority")
        foreignClient = try issuer.issue("foreign-client", by: foreignAuthority)
        try issuer.encryptKey(of: server, as: "encrypted.key")
    }

    /// The DER of a certificate.
    static func der(_ identity: Identity) throws -> [UInt8] {
        Array(try Issuer.run(["x509", "-in", identity.certificate, "-outform", "DER"]))
    }
}

/// Runs the `openssl` program in a directory.
private struct Issuer {
    struct Failure: Error {
        let arguments: [String]
        let status: Int32
    }

    let directory: URL

    /// A certificate that signs itself.
    func authority(_ name: String) throws -> Certificates.Identity {
        let identity = identity(name)
        try Self.run(
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
                + ["-keyout", identity.key, "-out", identity.certificate, "-days", "2"]
                + ["-subj", "/CN=\(name)", "-addext", "keyUsage=critical,keyCertSign,cRLSign"])
        return identity
    }

    /// A certificate for 127.0.0.1 that an authority signs.
    func issue(
        _ name: String, by authority: Certificates.Identity
    ) throws -> Certificates.Identity {
        let identity = identity(name)
        try Self.run(
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
                + ["-keyout", identity.key, "-out", identity.certificate, "-days", "2"]
                + ["-CA", authority.certificate, "-CAkey", authority.key]
                + ["-subj", "/CN=\(name)", "-addext", "subjectAltName=IP:127.0.0.1"]
                + ["-addext", "basicConstraints=critical,CA:FALSE"])
        return identity
    }

    /// The same key behind a passphrase.
    func encryptKey(of identity: Certificates.Identity, as name: String) throws {
        try Self.run(
            ["ec", "-in", identity.key, "-aes256", "-passout", "pass:word"]
                + ["-out", directory.appendingPathComponent(name).path])
    }

    private func identity(_ name: String) -> Certificates.Identity {
        Certificates.Identity(
            certificate: directory.appendingPathComponent(name + ".pem").path,
            key: directory.appendingPathComponent(name + ".key").path)
    }

    @discardableResult
    static func run(_ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(arguments: arguments, status: process.terminationStatus)
        }
        return data
    }
}
