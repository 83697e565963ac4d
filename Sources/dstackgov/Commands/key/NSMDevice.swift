import Attestation
import Glibc
import Primitives

/// The Nitro Secure Module of the enclave that this program runs in.
enum NSMDevice {
    /// The device.
    static let path = "/dev/nsm"
    /// `_IOWR(0x0a, 0, struct nsm_raw)`: two vectors, request and answer.
    private static let request: UInt = 0xc020_0a00
    /// The largest answer, by AWS's interface.
    private static let mostBytes = 0x3000

    /// An attestation document with this nonce and this public key.
    static func document(nonce: Bytes, publicKey: Bytes) throws(CommandFailure) -> Bytes {
        let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure(
                .input, "\(path): cannot be opened: this is no Nitro enclave",
                remedy: "Give the evidence with --evidence.")
        }
        defer { close(descriptor) }
        var question = [UInt8](message(nonce: nonce, publicKey: publicKey))
        var answer = [UInt8](repeating: 0, count: mostBytes)
        var count = 0
        let done = unsafe question.withUnsafeMutableBytes { question in
            unsafe answer.withUnsafeMutableBytes { answer in
                var vectors = unsafe [
                    iovec(iov_base: question.baseAddress, iov_len: question.count),
                    iovec(iov_base: answer.baseAddress, iov_len: answer.count),
                ]
                let status = unsafe vectors.withUnsafeMutableBytes { raw in
                    guard let start = raw.baseAddress else { return Int32(-1) }
                    return unsafe ioctl(descriptor, request, start)
                }
                unsafe count = min(vectors[1].iov_len, answer.count)
                return status == 0
            }
        }
        guard done, let value = try? CBORValue(parsing: Bytes(answer[..<count])),
            let document = value["Attestation"]?["document"]?.byteString
        else { throw CommandFailure(.input, "\(path): gives no attestation document") }
        return document
    }

    /// `{"Attestation": {"user_data": null, "nonce": …, "public_key": …}}` in CBOR.
    static func message(nonce: Bytes, publicKey: Bytes) -> Bytes {
        func text(_ text: String) -> Bytes {
            Bytes([0x60 | UInt8(truncatingIfNeeded: text.utf8.count)]) + Bytes(utf8: text)
        }
        func string(_ bytes: Bytes) -> Bytes {
            Bytes([
                0x59, UInt8(truncatingIfNeeded: bytes.count >> 8),
                UInt8(truncatingIfNeeded: bytes.count),
            ]) + bytes
        }
        return Bytes.joining([
            [0xa1], text("Attestation"), [0xa3], text("user_data"), [0xf6], text("nonce"),
            string(nonce), text("public_key"), string(publicKey),
        ])
    }
}
