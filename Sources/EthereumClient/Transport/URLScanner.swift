import Primitives

/// The parts of an endpoint's URL, from left to right (RFC 3986, without what no endpoint has).
struct URLScanner {
    private let bytes: [UInt8]
    private var offset = 0

    /// A scanner of `text`, whose characters are checked first.
    init(_ text: String) throws(URLFault) {
        bytes = Array(text.utf8)
        guard !bytes.isEmpty else { throw URLFault(rule: .empty, offset: 0) }
        for (place, byte) in bytes.enumerated() {
            switch byte {
            case 0x20, 0x09...0x0d: throw URLFault(rule: .whiteSpace, offset: place)
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
                throw URLFault(rule: .quote, offset: place)
            case UInt8(ascii: "#"): throw URLFault(rule: .fragment, offset: place)
            case UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), ...0x1f, 0x7f...:
                throw URLFault(rule: .character, offset: place)
            default: continue
            }
        }
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// `https://` or `http://`.
    mutating func scheme() throws(URLFault) -> RedactedURL.Scheme {
        for scheme in [RedactedURL.Scheme.https, .http] {
            let prefix = Array((scheme.rawValue + "://").utf8)
            if bytes.starts(with: prefix) {
                offset = prefix.count
                return scheme
            }
        }
        throw URLFault(rule: .scheme, offset: 0)
    }

    /// Where host, port and credentials end.
    private var authorityEnd: Int {
        bytes[offset...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
            ?? bytes.count
    }

    /// User name and password in front of `@`.
    mutating func credentials() throws(URLFault) -> Bytes? {
        let authority = offset..<authorityEnd
        guard let end = bytes[authority].lastIndex(of: UInt8(ascii: "@")) else { return nil }
        var result: [UInt8] = []
        var place = authority.lowerBound
        while place < end {
            if bytes[place] == UInt8(ascii: "%") {
                guard place + 2 < end, let high = Hex.value(of: bytes[place + 1]),
                    let low = Hex.value(of: bytes[place + 2])
                else { throw URLFault(rule: .credentials, offset: place) }
                result.append(high << 4 | low)
                place += 3
            } else {
                result.append(bytes[place])
                place += 1
            }
        }
        if !bytes[authority.lowerBound..<end].contains(UInt8(ascii: ":")) {
            result.append(UInt8(ascii: ":"))
        }
        offset = end + 1
        return Bytes(result)
    }

    /// A name, an IPv4 address, or an IPv6 address in brackets.
    mutating func host() throws(URLFault) -> String {
        let start = offset
        let end = authorityEnd
        if start < end, bytes[start] == UInt8(ascii: "[") {
            guard let close = bytes[start..<end].firstIndex(of: UInt8(ascii: "]")) else {
                throw URLFault(rule: .host, offset: start)
            }
            let name = text(start + 1..<close)
            guard !name.isEmpty, name.utf8.allSatisfy({ isIPv6($0) }) else {
                throw URLFault(rule: .host, offset: start)
            }
            offset = close + 1
            return name.lowercased()
        }
        let close = bytes[start..<end].firstIndex(of: UInt8(ascii: ":")) ?? end
        guard start < close, bytes[start..<close].allSatisfy({ isName($0) }) else {
            throw URLFault(rule: .host, offset: start)
        }
        offset = close
        return text(start..<close).lowercased()
    }

    private func isIPv6(_ byte: UInt8) -> Bool {
        Hex.value(of: byte) != nil || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".")
    }

    private func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        }
    }

    /// The port behind a colon, if one is written.
    mutating func port() throws(URLFault) -> UInt16? {
        let end = authorityEnd
        guard offset < end else { return nil }
        let digits = text(min(offset + 1, end)..<end)
        guard bytes[offset] == UInt8(ascii: ":"), digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }),
            let port = UInt16(digits), port > 0
        else { throw URLFault(rule: .port, offset: offset) }
        offset = end
        return port
    }

    /// Path and query, with the slash that a request needs.
    func target() -> String {
        let rest = text(offset..<bytes.count)
        return rest.utf8.first == UInt8(ascii: "/") ? rest : "/" + rest
    }
}
