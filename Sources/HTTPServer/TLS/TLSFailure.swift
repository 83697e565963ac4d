import COpenSSL

/// What TLS could not do, with OpenSSL's reasons.
public struct TLSFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was tried.
    public let operation: String
    /// OpenSSL's errors, the first cause first; empty when it gave none.
    public let reasons: [String]

    init(_ operation: String, reasons: [String]) {
        self.operation = operation
        self.reasons = reasons
    }

    /// Takes the errors that OpenSSL has queued for this thread.
    init(queued operation: String) {
        self.operation = operation
        var reasons: [String] = []
        while true {
            let code = ERR_get_error()
            guard code != 0 else { break }
            reasons.append(Self.text(of: code))
        }
        self.reasons = reasons
    }

    /// `TLS: reading the certificate failed: …`
    public var description: String {
        "TLS: \(operation) failed" + (reasons.isEmpty ? "" : ": " + reasons.joined(separator: "; "))
    }

    private static func text(of code: UInt) -> String {
        // 256 bytes hold every text (man ERR_error_string); it ends with a NUL.
        var text = [CChar](repeating: 0, count: 256)
        unsafe ERR_error_string_n(code, &text, text.count)
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
