import CKeccak

/// What stands between the quotes of a JSON string (RFC 8259, section 7).
public enum QuotedText {
    /// Copies bytes that stand for themselves, and quotes and backslashes behind a backslash, up to
    /// the first byte that needs another escape.
    ///
    /// - Parameters:
    ///   - text: What is copied.
    ///   - target: Has room for two bytes for each of `text`.
    ///   - isASCII: Whether nothing but printable ASCII stands for itself.
    /// - Returns: How many bytes were taken, and how many were written.
    public static func copy(
        _ text: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, isASCII: Bool
    ) -> (taken: Int, written: Int) {
        var written = 0
        let taken = unsafe cjson_copy(text.baseAddress, text.count, target, isASCII, &written)
        return (taken, written)
    }
}
