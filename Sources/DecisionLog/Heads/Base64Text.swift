public import Primitives

/// Base64 with padding (RFC 4648, 4), in its one canonical spelling.
public enum Base64Text {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The text of `bytes`.
    public static func encode(_ bytes: Bytes) -> String {
        var text: [UInt8] = []
        let source = [UInt8](bytes)
        for start in stride(from: 0, to: source.count, by: 3) {
            let group = source[start..<min(start + 3, source.count)]
            let bits = group.enumerated().reduce(UInt32(0)) { bits, byte in
                bits | UInt32(byte.element) << UInt32(16 - 8 * byte.offset)
            }
            for position in 0..<4 {
                text.append(
                    position <= group.count
                        ? alphabet[Int(bits >> UInt32(18 - 6 * position) & 63)]
                        : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
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
