import COpenSSL

/// A function of OpenSSL failed although its arguments were in order: no memory, a provider that is
/// switched off, or a fault of ours.
public struct OpenSSLError: Error, Equatable, Sendable {
    /// The function.
    public let function: String
    /// What OpenSSL says about it, in ASCII; empty when it says nothing.
    public let reason: String

    /// The failure of `function`, with the last entry of this thread's error queue, which is
    /// emptied.
    init(_ function: String) {
        self.function = function
        let code = ERR_peek_last_error()
        ERR_clear_error()
        guard code != 0 else {
            reason = ""
            return
        }
        var text = [CChar](repeating: 0, count: 256)
        unsafe text.withUnsafeMutableBufferPointer { buffer in
            unsafe ERR_error_string_n(code, buffer.baseAddress, buffer.count)
        }
        reason = String(
            decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) & 0x7f }, as: UTF8.self)
    }
}

extension OpenSSLError: CustomStringConvertible {
    /// One sentence for people.
    public var description: String {
        "\(function) of OpenSSL failed" + (reason.isEmpty ? "" : ": \(reason)")
    }
}
