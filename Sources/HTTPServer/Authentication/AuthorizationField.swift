/// The `authorization` field: a scheme, one space or more, and one token68 (RFC 9110, 11.4).
enum AuthorizationField {
    /// The credentials of a scheme (in lower case); nil when there is no such field, more than one
    /// `authorization`, or anything around them.
    static func credentials(scheme: String, in fields: HTTPFields) -> String? {
        let values = fields.all("authorization")
        guard values.count == 1, let value = values.first,
            let space = value.firstIndex(of: " "),
            String(value[..<space]).equalsIgnoringASCIICase(scheme)
        else { return nil }
        let credentials = String(value[space...].drop { $0 == " " })
        return isToken68(credentials) ? credentials : nil
    }

    /// Letters, digits and `-._~+/`, then any number of `=` (RFC 9110, 11.2).
    static func isToken68(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let padding = bytes.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        let content = bytes.dropLast(padding)
        return !content.isEmpty
            && content.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
                    true
                default: "-._~+/".utf8.contains(byte)
                }
            }
    }
}
