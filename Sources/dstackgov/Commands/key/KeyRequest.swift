public import ArgumentParser
import Codec
import Cryptography
import Glibc
public import KeyRelease
import Primitives
import Signing

/// Keys for this workload.
struct KeyRequest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Present evidence to a dstack-keyd and open the keys that it seals to it.",
        discussion: """
            Inside a Nitro enclave the evidence comes from /dev/nsm, for a key made for this request. \
            Elsewhere it comes from a file, with the private key that belongs to it: a document whose \
            nonce came from key nonce, or a certificate of RA-TLS, whose key signs a nonce here.
            """)

    @OptionGroup var keyd: KeydOptions

    @Option(help: "The app's id.")
    var app: String

    @Option(help: "The instance's id, 20 bytes, where it has one.")
    var instance: String?

    @Option(help: "A file with the evidence; otherwise it comes from /dev/nsm.")
    var evidence: String?

    @Option(help: "A certificate of RA-TLS with the evidence, PEM or DER, in place of it.")
    var certificate: String?

    @Option(
        help: """
            The private key to the evidence's public key, mode 0600: 64 hex digits (X25519), or a \
            PEM file (RSA, P-256).
            """)
    var privateKey: String?

    @Option(help: "Which key is printed, in hex: disk, env, k256, or signature.")
    var part: ReleasedKeys.Part = .disk

    @Option(help: "A new file for the key, mode 0600; otherwise standard output.")
    var out: String?

    @Option(help: "An open descriptor for the key.")
    var descriptor: Int32?

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard evidence == nil || certificate == nil else {
            throw ValidationError("Give one of --evidence and --certificate.")
        }
        guard (evidence == nil && certificate == nil) == (privateKey == nil) else {
            throw ValidationError(
                "--private-key belongs together with --evidence or --certificate.")
        }
        guard out == nil || descriptor == nil else {
            throw ValidationError("Give one of --out and --descriptor.")
        }
    }

    func run() async throws {
        guard let app = try? Address(hex: app) else {
            throw CommandFailure(.input, "--app: an address is needed")
        }
        let keys = try await keys(app: app, instance: try instanceID())
        try hand(keys)
    }

    private func instanceID() throws(CommandFailure) -> Bytes {
        guard let instance else { return Bytes() }
        guard let bytes = try? Bytes(hex: instance), bytes.count == 20 else {
            throw CommandFailure(.input, "--instance: 20 bytes in hex are needed")
        }
        return bytes
    }

    private func keys(app: Address, instance: Bytes) async throws -> ReleasedKeys {
        if let certificate, let privateKey {
            return try await fromCertificate(
                certificate, key: privateKey, app: app, instance: instance)
        }
        guard let evidence, let privateKey else {
            return try await fromDevice(app: app, instance: instance)
        }
        let secret = try KeyRequest.secret(privateKey)
        let request = ReleaseRequest(
            app: app, instance: instance, evidence: try File.read(evidence))
        return try await opened(request, with: secret)
    }

    private func fromCertificate(
        _ path: String, key: String, app: Address, instance: Bytes
    ) async throws -> ReleasedKeys {
        let bytes = try File.read(path)
        let isText = bytes.starts(with: Bytes(utf8: "-----"))
        let certificate: X509Certificate
        do throws(X509Error) {
            certificate = try isText ? X509Certificate(pem: bytes) : X509Certificate(der: bytes)
        } catch {
            throw CommandFailure(.input, "\(path): \(error)")
        }
        let secret = try KeyRequest.secret(key)
        let nonce = try await keyd.nonce()
        let digest = ReleaseRequest.challenge(nonce: nonce, app: app, instance: instance)
        let signature: Bytes
        do throws(P256KeyError) {
            signature = try P256Key(pem: secret).signature(of: digest)
        } catch {
            throw CommandFailure(.input, "--private-key \(key): \(error)")
        }
        let request = ReleaseRequest(
            app: app, instance: instance, evidence: certificate.der, publicKey: certificate.spki,
            proof: ReleaseRequest.Proof(nonce: nonce, signature: signature))
        return try await opened(request, with: secret)
    }

    private func fromDevice(app: Address, instance: Bytes) async throws -> ReleasedKeys {
        let nonce = try await keyd.nonce()
        let secret = try SecretBytes.random(32)
        let publicKey = try X25519Key(secret.slice(0..<32)).publicKey.bytes
        let document = try NSMDevice.document(nonce: nonce, publicKey: publicKey)
        let request = ReleaseRequest(
            app: app, instance: instance, evidence: document, publicKey: publicKey)
        return try await opened(request, with: secret)
    }

    private func opened(
        _ request: ReleaseRequest, with secret: borrowing SecretBytes
    ) async throws -> ReleasedKeys {
        let answer = try await keyd.post("/v1/key", request.json)
        if answer["evidenceRootIsPinned"] != .bool(true) {
            StandardError.write(
                "dstackgov: this dstack-keyd accepts evidence under a test root: anybody can have "
                    + "these keys")
        }
        guard let value = answer["keys"], let sealed = SealedKeys(json: value) else {
            throw CommandFailure(.chain, "dstack-keyd: an answer without keys")
        }
        do {
            guard let keys = ReleasedKeys(try sealed.open(with: secret, purpose: request.purpose))
            else { throw SealingError.closed }
            return keys
        } catch {
            throw CommandFailure(.refused, "the keys do not open: \(error)")
        }
    }

    private static func secret(_ path: String) throws(CommandFailure) -> SecretBytes {
        do {
            let text = try SecretSource.file(path: path).readLine()
            guard text.count <= 66 else { return text }
            return try SecretBytes.hex(text)
        } catch {
            throw CommandFailure(.input, "--private-key \(path): \(error)")
        }
    }

    private func hand(_ keys: borrowing ReleasedKeys) throws {
        guard out == nil, descriptor == nil else {
            try handElsewhere(keys)
            if output.json { output.print(Page(), json: answer(key: .null)) }
            return
        }
        // The key is put between the rest of the document: it is never in a text of the program.
        let mark = "KEY"
        let parts = answer(key: .string(mark)).serialized(.pretty).split(separator: mark)
        guard output.json, let head = parts.first, let tail = parts.last else {
            return try write(KeyRequest.line(keys.part(part)), to: STDOUT_FILENO)
        }
        let document = try keys.part(part).hexDigits().surrounded(
            by: Bytes(utf8: String(head)), and: Bytes(utf8: tail + "\n"))
        try write(document, to: STDOUT_FILENO)
    }

    private func answer(key: JSONValue) -> JSONValue {
        [
            "part": .string(part.rawValue), "key": key, "out": out.map { .string($0) } ?? .null,
        ]
    }

    private static func line(_ key: borrowing SecretBytes) throws -> SecretBytes {
        try key.hexDigits().surrounded(by: Bytes(), and: Bytes(utf8: "\n"))
    }

    /// To a new file, or to a descriptor that the caller opened.
    private func handElsewhere(_ keys: borrowing ReleasedKeys) throws {
        let line = try KeyRequest.line(keys.part(part))
        guard let out else { return try write(line, to: descriptor ?? STDOUT_FILENO) }
        let file = unsafe open(out, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw CommandFailure(.input, "\(out): exists already, or cannot be made")
        }
        defer { close(file) }
        try write(line, to: file)
        guard fsync(file) == 0 else { throw CommandFailure(.input, "\(out): cannot be written") }
    }

    private func write(_ line: borrowing SecretBytes, to descriptor: Int32) throws {
        let isWritten = line.withSpan { span in
            unsafe span.withUnsafeBytes { raw in
                var offset = 0
                while offset < raw.count {
                    let rest = unsafe UnsafeRawBufferPointer(rebasing: raw[offset...])
                    let count = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
                    if count < 0, errno == EINTR { continue }
                    guard count > 0 else { return false }
                    offset += count
                }
                return true
            }
        }
        guard isWritten else { throw CommandFailure(.input, "the key cannot be written") }
    }
}

extension ReleasedKeys.Part: ExpressibleByArgument {}
