public import Primitives

/// Base64 with padding (RFC 4648, 4), in its one canonical spelling.
public enum Base64Text {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The text of `bytes`.
    public static func encode(_ bytes: Bytes) -> String {
        unsafe bytes.withUnsafeBytes { raw in unsafe encode(raw) }
    }

    private static func encode(_ bytes: UnsafeRawBufferPointer) -> String {
        let alphabet = alphabet
        return unsafe String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { text in
            var place = 0
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let count = min(3, bytes.count - start)
                var bits = unsafe UInt32(bytes[start]) << 16
                if count > 1 { unsafe bits |= UInt32(bytes[start + 1]) << 8 }
                if count > 2 { unsafe bits |= UInt32(bytes[start + 2]) }
                for position in 0..<4 {
                    unsafe text[place + position] =
                        position <= count
                        ? alphabet[Int(bits >> UInt32(18 - 6 * position) & 63)]
                        : UInt8(ascii: "=")
                }
                place += 4
            }
            return place
        }
    }

    /// The bytes of `text`; nil when it is not exactly what ``encode(_:)`` writes.
    public static func decode(_ text: some StringProtocol) -> Bytes? {
        var bytes: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        for character in text.utf8 where character != UInt8(ascii: "=") {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        let result = Bytes(bytes)
        return encode(result).utf8.elementsEqual(text.utf8) ? result : nil
    }
}
