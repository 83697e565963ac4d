/// A further field of a request's header.
public struct RequestField: Hashable, Sendable {
    /// The field as a line.
    let line: String

    /// A field; nil unless the name is letters, digits and hyphens, and the value printable ASCII: a
    /// line end must not begin another field (RFC 9110, section 5).
    public init?(_ name: String, _ value: String) {
        let isName = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20) || byte == 0x2d
        }
        guard isName, !name.isEmpty, value.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
            return nil
        }
        line = "\(name): \(value)"
    }
}
