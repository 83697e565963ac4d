/// The last look at a text before a person reads it: whatever it holds of a chain's, a service's or a
/// file's words, even a file's name, cannot draw.
enum TerminalText {
    /// The only characters beyond ASCII that this program writes itself.
    private static let own: Set<Unicode.Scalar> = [
        "\u{2192}", "\u{b7}", "\u{2026}", "\u{2013}", "\u{2713}", "\u{2717}",
    ]

    /// The text with everything written out that is neither printable ASCII, nor a line's end, nor of
    /// this program's own: controls, bidirectional marks, letters and digits that look like others.
    ///
    /// What was escaped before stays as it is: a backslash is printable.
    static func safe(_ text: String) -> String {
        guard !text.utf8.allSatisfy(isPlain) else { return text }
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.isASCII
                ? isPlain(UInt8(truncatingIfNeeded: scalar.value)) : own.contains(scalar)
            {
                safe.append(scalar)
            } else {
                safe.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            }
        }
        return String(safe)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7e).contains(byte) || byte == 0x0a
    }
}
