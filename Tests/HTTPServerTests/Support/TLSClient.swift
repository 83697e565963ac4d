import COpenSSL
import Glibc

/// A TLS client on a raw connection; it can send its ciphertext in small pieces and misbehave.
@safe
final class TLSClient {
    /// How the client shows itself and what it insists on.
    struct Settings {
        var authority: String?
        var identity: Certificates.Identity?
        var versions = TLS1_2_VERSION...TLS1_3_VERSION
        var ciphers: String?
        var protocols: [String] = []
        /// The bytes that go out in one write.
        var pieceLength = 1 << 20
    }

    enum Failure: Error, Equatable {
        case setUp
        /// OpenSSL's reason, for example an alert of the server.
        case tls(String)
        /// The server closed without close_notify.
        case truncated
    }

    let connection: RawConnection
    private let context: OpaquePointer
    private let session: OpaquePointer
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer
    private let pieceLength: Int

    /// Prepares a session; nothing is sent yet.
    init(_ connection: RawConnection, _ settings: Settings) throws {
        guard let context = unsafe SSL_CTX_new(TLS_client_method()),
            let session = unsafe Self.session(context, settings),
            let incoming = unsafe BIO_new(BIO_s_mem()), let outgoing = unsafe BIO_new(BIO_s_mem())
        else { throw Failure.setUp }
        self.connection = connection
        unsafe self.context = context
        unsafe self.session = session
        unsafe self.incoming = incoming
        unsafe self.outgoing = outgoing
        pieceLength = settings.pieceLength
        unsafe SSL_set_bio(session, incoming, outgoing)
        unsafe SSL_set_connect_state(session)
    }

    deinit {
        unsafe SSL_free(session)
        unsafe SSL_CTX_free(context)
    }

    var version: String { unsafe String(cString: SSL_get_version(session)) }

    var agreedProtocol: String {
        var name: UnsafePointer<UInt8>?
        var length: UInt32 = 0
        unsafe SSL_get0_alpn_selected(session, &name, &length)
        return unsafe String(
            decoding: UnsafeBufferPointer(start: name, count: Int(length)), as: UTF8.self)
    }

    /// Agrees on TLS.
    func handshake() throws {
        try complete { unsafe SSL_do_handshake(session) }
    }

    func send(_ text: String) throws {
        var bytes = Array(text.utf8)
        while !bytes.isEmpty {
            var count = 0
            try complete { unsafe SSL_write_ex(session, bytes, bytes.count, &count) }
            bytes.removeFirst(count)
        }
        try flush()
    }

    /// The next plaintext, empty behind the server's close_notify.
    func receive() throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        var count = 0
        do {
            try complete { unsafe SSL_read_ex(session, &bytes, bytes.count, &count) }
        } catch Failure.tls("close notify") {
            return []
        }
        return Array(bytes.prefix(count))
    }

    /// The response and everything behind it, until the server's close_notify.
    func receiveToEnd() throws -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let bytes = try receive()
            if bytes.isEmpty { return all }
            all += bytes
        }
    }

    /// The next response of a connection that stays open.
    func response() throws -> RawResponse? {
        var bytes: [UInt8] = []
        while true {
            if let (response, _) = RawResponse.parse(bytes, headOnly: false) { return response }
            let more = try receive()
            if more.isEmpty { return nil }
            bytes += more
        }
    }

    /// Says that nothing more will be sent; receiving goes on.
    func sendCloseNotify() throws {
        unsafe SSL_shutdown(session)
        try flush()
    }

    /// Changes the sending key (TLS 1.3).
    func updateKey() throws {
        unsafe SSL_key_update(session, SSL_KEY_UPDATE_NOT_REQUESTED)
        try complete { unsafe SSL_do_handshake(session) }
        try flush()
    }

    /// Asks for a new handshake (TLS 1.2).
    func renegotiate() throws {
        unsafe SSL_renegotiate(session)
        try complete { unsafe SSL_do_handshake(session) }
    }
}

extension TLSClient {
    private static func session(_ context: OpaquePointer, _ settings: Settings) -> OpaquePointer? {
        let (minimum, maximum) = (settings.versions.lowerBound, settings.versions.upperBound)
        unsafe SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(minimum), nil)
        unsafe SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(maximum), nil)
        if let authority = settings.authority {
            unsafe SSL_CTX_load_verify_file(context, authority)
            unsafe SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
        }
        if let identity = settings.identity {
            unsafe SSL_CTX_use_certificate_chain_file(context, identity.certificate)
            unsafe SSL_CTX_use_PrivateKey_file(context, identity.key, SSL_FILETYPE_PEM)
        }
        if let ciphers = settings.ciphers {
            unsafe SSL_CTX_set_cipher_list(context, ciphers)
        }
        let offers = settings.protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
        if !offers.isEmpty {
            unsafe SSL_CTX_set_alpn_protos(context, offers, UInt32(offers.count))
        }
        return unsafe SSL_new(context)
    }

    /// Repeats a call of OpenSSL, carrying ciphertext both ways, until it succeeds.
    private func complete(_ call: () -> Int32) throws {
        while true {
            ERR_clear_error()
            let result = call()
            if result == 1 {
                try flush()
                return
            }
            let error = unsafe SSL_get_error(session, result)
            try flush()
            switch error {
            case SSL_ERROR_WANT_READ:
                let bytes = try connection.receive()
                guard !bytes.isEmpty else { throw Failure.truncated }
                unsafe BIO_write(incoming, bytes, Int32(bytes.count))
            case SSL_ERROR_ZERO_RETURN: throw Failure.tls("close notify")
            default:
                let reason = unsafe ERR_reason_error_string(ERR_get_error())
                throw Failure.tls(unsafe reason.map { unsafe String(cString: $0) } ?? "")
            }
        }
    }

    private func flush() throws {
        let pending = unsafe BIO_ctrl_pending(outgoing)
        guard pending > 0 else { return }
        var bytes = [UInt8](repeating: 0, count: pending)
        unsafe BIO_read(outgoing, &bytes, Int32(pending))
        var rest = bytes[...]
        while !rest.isEmpty {
            try connection.send(Array(rest.prefix(pieceLength)))
            rest = rest.dropFirst(pieceLength)
        }
    }
}
