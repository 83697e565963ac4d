/// Which gateway ids an app may be told to trust.
public enum GatewayRule {
    /// Whether guests can check `id`: empty (no gateway yet), or one or more 20-byte ids with
    /// commas between them, with or without `0x`. The id `any` makes guests trust every gateway.
    public static func isAcceptable(_ id: String) -> Bool {
        if id.isEmpty { return true }
        return id.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { part in
            let digits = part.utf8.starts(with: "0x".utf8) ? part.utf8.dropFirst(2) : part.utf8[...]
            return digits.count == 40
                && digits.allSatisfy { digit in
                    (0x30...0x39).contains(digit) || (0x61...0x66).contains(digit)
                        || (0x41...0x46).contains(digit)
                }
        }
    }
}
