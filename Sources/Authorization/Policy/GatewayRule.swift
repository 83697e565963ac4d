import Primitives

/// Which gateway ids an app may be told to trust.
public enum GatewayRule {
    /// How many digits an id has.
    private static let digits = 2 * Address.byteCount

    /// Whether guests can check `id`: empty (no gateway yet), or one or more 20-byte ids with
    /// commas between them, with or without `0x`. The id `any` makes guests trust every gateway.
    public static func isAcceptable(_ id: String) -> Bool {
        if id.isEmpty { return true }
        let text = id.utf8Span.span
        var place = 0
        while true {
            if place + 1 < text.count, text[place] == UInt8(ascii: "0"),
                text[place + 1] == UInt8(ascii: "x")
            {
                place += 2
            }
            let end = place + digits
            guard end <= text.count else { return false }
            while place < end {
                guard Hex.value(of: text[place]) != nil else { return false }
                place += 1
            }
            if place == text.count { return true }
            guard text[place] == UInt8(ascii: ",") else { return false }
            place += 1
        }
    }
}
