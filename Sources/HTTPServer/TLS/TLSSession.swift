import COpenSSL
import NIOCore

/// The owner of one connection's `SSL` and its two memory BIOs; knows no socket.
@safe
final class TLSSession {
    /// What a step of the handshake or a read has led to.
    enum Step: Equatable {
        /// The handshake is complete, or plaintext was read.
        case done
        /// More ciphertext is needed.
        case needsInput
        /// The peer has sent its close_notify.
        case closed
        case failed(TLSFailure)
    }

    /// The most plaintext of one record (RFC 8446, 5.1).
    static let recordBytes = 16_384

    private let session: OpaquePointer
    /// Both BIOs belong to the session.
    private let incoming: OpaquePointer
    private let outgoing: OpaquePointer

    init(_ context: TLSContext) throws(TLSFailure) {
        unsafe session = try context.makeSession()
        guard let incoming = unsafe BIO_new(BIO_s_mem()) else {
            unsafe SSL_free(session)
            throw TLSFailure(queued: "making a buffer")
        }
        guard let outgoing = unsafe BIO_new(BIO_s_mem()) else {
            unsafe BIO_free(incoming)
            unsafe SSL_free(session)
            throw TLSFailure(queued: "making a buffer")
        }
        unsafe self.incoming = incoming
        unsafe self.outgoing = outgoing
        unsafe SSL_set_bio(session, incoming, outgoing)
        unsafe SSL_set_accept_state(session)
    }

    deinit {
        unsafe SSL_free(session)
    }

    /// The DER of the peer's certificate, nil when it has presented none.
    var peerCertificate: [UInt8]? {
        unsafe PeerCertificate(of: session)?.der
    }

    /// Takes ciphertext from the peer; false when memory is out.
    func receive(_ ciphertext: ByteBuffer) -> Bool {
        unsafe ciphertext.withUnsafeReadableBytes { bytes in
            unsafe BIO_write(incoming, bytes.baseAddress, Int32(clamping: bytes.count))
                == bytes.count
        }
    }

    /// Goes on with the handshake.
    func handshake() -> Step {
        ERR_clear_error()
        let result = unsafe SSL_do_handshake(session)
        return result == 1 ? .done : step(after: result, "handshake")
    }

    /// Reads at most one record's plaintext to the end of a buffer.
    func read(into buffer: inout ByteBuffer) -> Step {
        ERR_clear_error()
        var result: Int32 = 0
        unsafe buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.recordBytes) { bytes in
            var count = 0
            unsafe result = SSL_read_ex(session, bytes.baseAddress, bytes.count, &count)
            return result == 1 ? count : 0
        }
        return result == 1 ? .done : step(after: result, "read")
    }

    /// Encrypts at most one record's plaintext from the front of a buffer.
    func write(from buffer: inout ByteBuffer) -> Step {
        ERR_clear_error()
        var result: Int32 = 0
        unsafe buffer.readWithUnsafeReadableBytes { bytes in
            var count = 0
            let length = min(bytes.count, Self.recordBytes)
            unsafe result = SSL_write_ex(session, bytes.baseAddress, length, &count)
            return result == 1 ? count : 0
        }
        return result == 1 ? .done : step(after: result, "write")
    }

    /// Produces the close_notify that tells the peer that nothing was cut off.
    func sendCloseNotify() {
        ERR_clear_error()
        unsafe SSL_shutdown(session)
    }

    /// Takes the ciphertext for the peer, nil when there is none.
    func takeCiphertext(_ allocator: ByteBufferAllocator) -> ByteBuffer? {
        let pending = unsafe BIO_ctrl_pending(outgoing)
        guard pending > 0 else { return nil }
        var buffer = allocator.buffer(capacity: pending)
        unsafe buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: pending) { bytes in
            let count = unsafe BIO_read(outgoing, bytes.baseAddress, Int32(clamping: pending))
            return max(0, Int(count))
        }
        return buffer
    }

    private func step(after result: Int32, _ operation: String) -> Step {
        switch unsafe SSL_get_error(session, result) {
        case SSL_ERROR_WANT_READ: .needsInput
        case SSL_ERROR_ZERO_RETURN: .closed
        default: .failed(TLSFailure(queued: operation))
        }
    }
}

/// The owner of the `X509` that a peer has presented.
@safe
private struct PeerCertificate: ~Copyable {
    private let certificate: OpaquePointer

    init?(of session: OpaquePointer) {
        guard let certificate = unsafe SSL_get1_peer_certificate(session) else { return nil }
        unsafe self.certificate = certificate
    }

    deinit {
        unsafe X509_free(certificate)
    }

    /// The DER, nil when it cannot be encoded again.
    var der: [UInt8]? {
        let length = unsafe i2d_X509(certificate, nil)
        guard length > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(length))
        let written = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            var end = buffer.baseAddress
            return unsafe i2d_X509(certificate, &end)
        }
        return written == length ? bytes : nil
    }
}
