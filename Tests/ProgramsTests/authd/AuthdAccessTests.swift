import Codec
import Foundation
import TestSupport
import Testing

/// Keys and certificates for one service and its callers, made by the `openssl` program.
private struct AccessFiles {
    let folder: AuthdFolder

    init(in folder: AuthdFolder) async throws {
        self.folder = folder
        for authority in ["ca", "foreign-ca"] {
            try await make(authority, ["-addext", "keyUsage=critical,keyCertSign,cRLSign"])
        }
        for (name, authority) in [("server", "ca"), ("client", "ca"), ("foreign", "foreign-ca")] {
            try await make(
                name,
                ["-CA", folder.path("\(authority).pem"), "-CAkey", folder.path("\(authority).key")]
                    + ["-addext", "subjectAltName=IP:127.0.0.1"]
                    + ["-addext", "basicConstraints=critical,CA:FALSE"])
        }
    }

    private func make(_ name: String, _ arguments: [String]) async throws {
        let made = try await AccessFiles.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
                + ["-nodes", "-days", "2", "-subj", "/CN=\(name)"]
                + ["-keyout", folder.path("\(name).key"), "-out", folder.path("\(name).pem")]
                + arguments)
        try #require(made.status == 0)
    }

    /// A boot asked as a KMS asks it; the HTTP status is 0 where TLS lets nobody ask.
    func ask(
        _ url: String, certificate: String?, credentials: [String]
    ) async throws -> (Int, JSONValue?) {
        var arguments = [
            "curl", "--silent", "--cacert", folder.path("ca.pem"),
            "--header", "content-type: application/json", "--data-binary", AuthdClient.body(),
            "--write-out", "\n%{http_code}",
        ]
        if let certificate {
            arguments += ["--cert", folder.path("\(certificate).pem")]
            arguments += ["--key", folder.path("\(certificate).key")]
        }
        let asked = try await AccessFiles.run(arguments + credentials + [url])
        let lines = asked.output.split(separator: "\n").map(String.init)
        let status = try #require(lines.last.flatMap { Int($0) })
        #expect((asked.status == 0) == (status != 0))
        return (status, lines.first.flatMap { try? JSONValue(parsing: $0) })
    }

    /// Runs a program of the machine.
    private static func run(
        _ arguments: [String]
    ) async throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try await process.runToEnd()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}

@Suite("dstack-authd with certificates and a password, by its configuration")
struct AuthdAccessTests {
    /// The caller's certificate and credentials, as curl has them, and the HTTP status it gets.
    private static let rows: [(certificate: String?, credentials: [String], status: Int)] = [
        (nil, [], 0), (nil, basic("password"), 0), ("foreign", basic("password"), 0),
        ("client", [], 401), ("client", basic("passwort"), 401), ("client", bearer("token"), 401),
        ("client", basic("password"), 200), ("client", bearer("atoken"), 200),
    ]

    private static func basic(_ password: String) -> [String] { ["--user", "kms:\(password)"] }

    private static func bearer(_ token: String) -> [String] {
        ["--header", "authorization: Bearer \(token)"]
    }

    @Test("nobody is answered without a certificate, nor without the password or the token")
    func access() async throws {
        let folder = try AuthdFolder()
        let files = try await AccessFiles(in: folder)
        try folder.write(
            "c.yaml",
            """
            state: s
            mock: {policy: allow-all}
            listen:
              port: 0
              path: /hook
              tls:
                certificate: server.pem
                key: server.key
                clientAuthority: ca.pem
                clientCertificateRequired: true
              # kms:password
              basicSHA256: [0xf25990aa934467d59dd77516f920a012e8ec37b4a3bb8375aff2782a44e9e436]
              # atoken
              bearerSHA256: [0x3a7829fc8df206c9b51560d726b843518bd74d464945a6ff88b5b2f38bf6ffbe]
            log: {name: authd.example}
            """)
        let (program, url) = try await folder.start(["--config", "c.yaml"])
        #expect(url.hasPrefix("https://"))
        #expect(AuthdFolder.verifierKey(program).hasPrefix("authd.example+"))
        var allowed = 0
        for row in Self.rows {
            let (status, answer) = try await files.ask(
                url + "/hook/bootAuth/app", certificate: row.certificate,
                credentials: row.credentials)
            #expect(status == row.status, "\(row)")
            allowed += status == 200 ? 1 : 0
            #expect((answer?["isAllowed"]?.bool == true) == (row.status == 200), "\(row)")
        }
        program.signal(SIGTERM)
        #expect(await program.waitForEnd() == 0)
        let verified = try await Program.authd.run(
            [
                "log", "verify", "--log", "s/log", "--public-key",
                AuthdFolder.verifierKey(program),
            ], in: folder.url)
        #expect(
            verified.output.hasPrefix("\(allowed) records"), "\(verified.output)\(verified.errors)")
    }
}
