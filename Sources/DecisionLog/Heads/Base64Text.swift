public import Primitives

/// Base64 with padding (RFC 4648, 4), in its one canonical spelling.
public enum Base64Text {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The text of `bytes`.
    public static func encode(_ bytes: Bytes) -> String {
        var text: [UInt8] = []
        append(bytes, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the text of `bytes`, as UTF-8.
    public static func append(_ bytes: Bytes, to text: inout [UInt8]) {
        unsafe bytes.withUnsafeBytes { raw in unsafe append(raw, to: &text) }
    }

    /// Appends the text of `bytes`, as UTF-8.
    static func append(_ bytes: UnsafeRawBufferPointer, to text: inout [UInt8]) {
        // The memory of empty arrays is everybody's, and written to also where nothing is added.
        guard unsafe !bytes.isEmpty else { return }
        text.append(addingCapacity: (bytes.count + 2) / 3 * 4) { target in
            unsafe alphabet.withUnsafeBufferPointer { alphabet in
                var place = 0
                unsafe target.withUnsafeMutableBufferPointer { target, count in
                    while place + 3 <= bytes.count {
                        let bits =
                            unsafe Int(bytes[place]) << 16 | Int(bytes[place + 1]) << 8
                            | Int(bytes[place + 2])
                        unsafe target[count] = alphabet[bits >> 18]
                        unsafe target[count + 1] = alphabet[bits >> 12 & 63]
                        unsafe target[count + 2] = alphabet[bits >> 6 & 63]
                        unsafe target[count + 3] = alphabet[bits & 63]
                        (place, count) = (place + 3, count + 4)
                    }
                }
                guard place < bytes.count else { return }
                let isPair = place + 2 == bytes.count
                let bits = unsafe Int(bytes[place]) << 8 | (isPair ? Int(bytes[place + 1]) : 0)
                unsafe target.append(alphabet[bits >> 10])
                unsafe target.append(alphabet[bits >> 4 & 63])
                unsafe target.append(isPair ? alphabet[bits << 2 & 63] : UInt8(ascii: "="))
                target.append(UInt8(ascii: "="))
            }
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
