/// Text from outside, made safe to show: printable ASCII stays, everything else is written as
/// `\u{…}`.
///
/// A contract's reason, a file's comment or a node's error could otherwise move the cursor, write
/// from right to left, or draw digits that look like others. Escaping the backslash as well makes
/// the result unambiguous.
public struct EscapedText: Hashable, Sendable, CustomStringConvertible {
    /// The escaped text: printable ASCII only.
    public let description: String

    /// Escapes `text`, cutting it after `limit` characters of the result.
    ///
    /// - Parameters:
    ///   - text: Untrusted text.
    ///   - limit: The most bytes that the result has, the mark of the cut included; at least 3.
    public init(_ text: String, limit: Int = 4096) {
        if text.utf8.count <= limit, text.utf8.allSatisfy(EscapedText.isPlain) {
            description = text
            return
        }
        var result = ""
        for scalar in text.unicodeScalars {
            let piece = EscapedText.escape(scalar)
            guard result.utf8.count + piece.utf8.count <= max(limit, 3) else {
                while result.utf8.count > max(limit, 3) - 3 { result.removeLast() }
                result += "..."
                break
            }
            result += piece
        }
        description = result
    }

    /// Whether a byte stands for itself, as nearly all do.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7e).contains(byte) && byte != UInt8(ascii: "\\")
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0x5c: "\\\\"
        case 0x20...0x7e: String(scalar)
        case 0x0a: "\\n"
        case 0x0d: "\\r"
        case 0x09: "\\t"
        default: "\\u{" + String(scalar.value, radix: 16) + "}"
        }
    }
}
