import COpenSSL

/// The owner of an `SSL_CTX`: certificate, key and rules for all connections of a server.
///
/// It is unchecked because OpenSSL's contexts may be used by any thread once they are set up, and
/// nothing changes after the initializer (man SSL_CTX_new: reference counted, thread-safe).
@safe
final class TLSContext: @unchecked Sendable {
    private let context: OpaquePointer

    /// Bits of `SSL_CTX_set_options`, macros that Swift does not see (openssl/ssl.h).
    private enum Option {
        static let noTicket: UInt64 = 1 << 14
        static let noCompression: UInt64 = 1 << 17
        static let cipherServerPreference: UInt64 = 1 << 22
        static let noRenegotiation: UInt64 = 1 << 30
    }

    init(_ configuration: TLSConfiguration) throws(TLSFailure) {
        ERR_clear_error()
        guard let context = unsafe SSL_CTX_new(TLS_server_method()) else {
            throw TLSFailure(queued: "making a context")
        }
        unsafe self.context = context
        try setRules()
        try load(configuration)
        try ask(configuration.clientCertificates)
    }

    deinit {
        unsafe SSL_CTX_free(context)
    }

    /// A new connection's `SSL`, which the caller owns.
    func makeSession() throws(TLSFailure) -> OpaquePointer {
        ERR_clear_error()
        guard let session = unsafe SSL_new(context) else {
            throw TLSFailure(queued: "making a session")
        }
        return unsafe session
    }
}

extension TLSContext {
    private func setRules() throws(TLSFailure) {
        let minimum = SSL_CTRL_SET_MIN_PROTO_VERSION
        guard unsafe SSL_CTX_ctrl(context, minimum, Int(TLS1_2_VERSION), nil) == 1 else {
            throw TLSFailure(queued: "requiring TLS 1.2")
        }
        // Forward secrecy and authenticated encryption only; TLS 1.3 has nothing else.
        guard unsafe SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1 else {
            throw TLSFailure(queued: "choosing ciphers")
        }
        unsafe SSL_CTX_set_options(
            context,
            Option.noTicket | Option.noCompression | Option.cipherServerPreference
                | Option.noRenegotiation)
        unsafe SSL_CTX_ctrl(context, SSL_CTRL_SET_SESS_CACHE_MODE, Int(SSL_SESS_CACHE_OFF), nil)
        unsafe SSL_CTX_set_num_tickets(context, 0)
        let mode =
            SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
            | SSL_MODE_RELEASE_BUFFERS
        unsafe SSL_CTX_ctrl(context, SSL_CTRL_MODE, Int(mode), nil)
        // A key with a passphrase is an error, not a question on the terminal.
        unsafe SSL_CTX_set_default_passwd_cb(context) { _, _, _, _ in 0 }
        unsafe SSL_CTX_set_alpn_select_cb(context, selectHTTP1, nil)
    }

    private func load(_ configuration: TLSConfiguration) throws(TLSFailure) {
        let (certificate, key) = (configuration.certificateFile, configuration.keyFile)
        guard unsafe SSL_CTX_use_certificate_chain_file(context, certificate) == 1 else {
            throw TLSFailure(queued: "reading the certificate \(certificate)")
        }
        guard unsafe SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) == 1 else {
            throw TLSFailure(queued: "reading the private key \(key)")
        }
        guard unsafe SSL_CTX_check_private_key(context) == 1 else {
            throw TLSFailure(queued: "matching \(key) with \(certificate)")
        }
    }

    private func ask(_ clients: TLSConfiguration.ClientCertificates) throws(TLSFailure) {
        let (authorityFile, mode): (String, Int32)
        switch clients {
        case .ignored: return
        case .optional(let file): (authorityFile, mode) = (file, SSL_VERIFY_PEER)
        case .required(let file):
            (authorityFile, mode) = (file, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT)
        }
        guard unsafe SSL_CTX_load_verify_file(context, authorityFile) == 1,
            let names = unsafe SSL_load_client_CA_file(authorityFile)
        else { throw TLSFailure(queued: "reading the client authorities \(authorityFile)") }
        unsafe SSL_CTX_set_client_CA_list(context, names)
        unsafe SSL_CTX_set_verify(context, mode, nil)
    }
}

/// Chooses `http/1.1` from the protocols that a client offers, and refuses a client that offers
/// others only (RFC 7301, 3.2).
private func selectHTTP1(
    _ session: OpaquePointer?, _ chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    _ chosenLength: UnsafeMutablePointer<UInt8>?, _ offered: UnsafePointer<UInt8>?,
    _ offeredLength: UInt32, _ argument: UnsafeMutableRawPointer?
) -> Int32 {
    guard let offered = unsafe offered, let chosen = unsafe chosen,
        let chosenLength = unsafe chosenLength
    else { return SSL_TLSEXT_ERR_ALERT_FATAL }
    let offers = unsafe UnsafeBufferPointer(start: offered, count: Int(offeredLength))
    var start = 0
    while start < offers.count {
        let length = Int(unsafe offers[start])
        let name = start + 1
        guard name + length <= offers.count else { break }
        if unsafe offers[name..<name + length].elementsEqual("http/1.1".utf8) {
            unsafe chosen.pointee = offered + name
            unsafe chosenLength.pointee = UInt8(length)
            return SSL_TLSEXT_ERR_OK
        }
        start = name + length
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL
}
