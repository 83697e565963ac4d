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
    func ask(_ url: String, certificate: String?, user: String?) async throws -> (Int, JSONValue?) {
        var arguments = [
            "curl", "--silent", "--cacert", folder.path("ca.pem"),
            "--header", "content-type: application/json", "--data-binary", AuthdClient.body(),
            "--write-out", "\n%{http_code}",
        ]
        if let certificate {
            arguments += ["--cert", folder.path("\(certificate).pem")]
            arguments += ["--key", folder.path("\(certificate).key")]
        }
        if let user { arguments += ["--user", user] }
        let asked = try await AccessFiles.run(arguments + [url])
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
    /// The caller's certificate, its user and password, and the HTTP status it gets.
    private static let rows: [(certificate: String?, user: String?, status: Int)] = [
        (nil, nil, 0), (nil, "kms:password", 0), ("foreign", "kms:password", 0),
        ("client", nil, 401), ("client", "kms:passwort", 401), ("client", "kms:password", 200),
    ]

    @Test("nobody is answered without a certificate, nor without the password")
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
            log: {name: authd.example}
            """)
        let (program, url) = try await folder.start(["--config", "c.yaml"])
        #expect(url.hasPrefix("https://"))
        #expect(AuthdFolder.verifierKey(program).hasPrefix("authd.example+"))
        for row in Self.rows {
            let (status, answer) = try await files.ask(
                url + "/hook/bootAuth/app", certificate: row.certificate, user: row.user)
            #expect(status == row.status, "\(row)")
            #expect((answer?["isAllowed"]?.bool == true) == (row.status == 200), "\(row)")
        }
        program.signal(SIGTERM)
        #expect(await program.waitForEnd() == 0)
        let verified = try await Program.authd.run(
            [
                "log", "verify", "--log", "s/log", "--public-key",
                AuthdFolder.verifierKey(program),
            ], in: folder.url)
        #expect(verified.output.hasPrefix("1 records"), "\(verified.output)\(verified.errors)")
    }
}
