/// The grammar of numbers in RFC 8259 section 6.
enum JSONNumber {
    /// Whether the whole `text` is one number.
    static func isNumber(_ text: String) -> Bool {
        let bytes = unsafe text.utf8Span.span.bytes
        var scanner = JSONScanner(bytes)
        do throws(JSONError) {
            _ = try scanner.number()
            return scanner.offset == bytes.byteCount
        } catch {
            return false
        }
    }
}
