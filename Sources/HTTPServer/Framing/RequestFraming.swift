/// What a head announces: how long the body is and whether the connection stays.
struct RequestFraming {
    let target: RequestTarget
    let fields: HTTPFields
    let bodyLength: Int
    let keepsAlive: Bool

    /// Judges a head.
    init(_ head: RequestHead, maximumBodyBytes: Int) throws(HTTPRefusal) {
        fields = head.fields
        let framingFields = FramingFields(fields)
        try framingFields.checkHost(isRequired: head.version == .http11)
        bodyLength = try framingFields.bodyLength(maximum: maximumBodyBytes)
        guard !framingFields.hasExpectation else { throw .expectationFailed }
        guard let target = RequestTarget(head.target) else { throw .malformed(.requestTarget) }
        self.target = target
        keepsAlive = framingFields.keepsAlive(head.version)
    }
}

/// The fields that decide how a request is framed, found in one walk over all of them.
private struct FramingFields {
    var host: String?
    var hostCount = 0
    var length: String?
    var lengthCount = 0
    var codings: [String] = []
    var options: [String] = []
    var hasExpectation = false

    init(_ fields: HTTPFields) {
        for (name, value) in fields {
            // The length tells most names apart before a byte is compared.
            switch name.utf8.count {
            case 4 where name.equalsIgnoringASCIICase("host"):
                host = value
                hostCount += 1
            case 6 where name.equalsIgnoringASCIICase("expect"): hasExpectation = true
            case 10 where name.equalsIgnoringASCIICase("connection"): options.append(value)
            case 14 where name.equalsIgnoringASCIICase("content-length"):
                length = value
                lengthCount += 1
            case 17 where name.equalsIgnoringASCIICase("transfer-encoding"): codings.append(value)
            default: break
            }
        }
    }

    /// Requires one host, or at most one in HTTP/1.0, that is `uri-host [":" port]` (RFC 9112, 3.2).
    func checkHost(isRequired: Bool) throws(HTTPRefusal) {
        guard hostCount == 1 || (hostCount == 0 && !isRequired) else {
            throw .malformed(.hostCount(hostCount))
        }
        let isHost = (host ?? "").utf8.allSatisfy(Self.isInHost)
        guard isHost else { throw .malformed(.host) }
    }

    /// The length of the body by RFC 9112, 6.3. Chunked bodies are refused: no KMS sends one, and
    /// their grammar is where servers and proxies disagree most.
    func bodyLength(maximum: Int) throws(HTTPRefusal) -> Int {
        guard codings.isEmpty else {
            guard lengthCount == 0 else { throw .malformed(.lengthAndTransferCoding) }
            let names = Self.members(of: codings)
            guard names.last?.equalsIgnoringASCIICase("chunked") == true else {
                throw .malformed(.transferCoding)
            }
            throw names.count == 1 ? .lengthRequired : .unsupportedTransferCoding
        }
        guard let text = length else { return 0 }
        let isDecimal = text.utf8.allSatisfy { (0x30...0x39).contains($0) } && !text.isEmpty
        guard lengthCount == 1, isDecimal else { throw .malformed(.contentLength) }
        guard let length = Int(text) else { throw .malformed(.contentLength) }
        guard length <= maximum else { throw .bodyTooLarge(limit: maximum) }
        return length
    }

    /// Whether the connection stays open behind the answer (RFC 9112, 9.3).
    func keepsAlive(_ version: RequestHead.Version) -> Bool {
        guard !options.isEmpty else { return version == .http11 }
        let options = Self.members(of: options)
        func contains(_ option: String) -> Bool {
            options.contains { $0.equalsIgnoringASCIICase(option) }
        }
        return !contains("close") && (version == .http11 || contains("keep-alive"))
    }

    /// The members of a list that may be spread over several fields (RFC 9110, 5.6.1).
    private static func members(of values: [String]) -> [String] {
        values.joined(separator: ",").split(separator: ",")
            .map { name in String(name.filter { $0 != " " && $0 != "\t" }) }
    }

    /// The bytes of a host and port: unreserved, sub-delims without the comma, `%`, `:` and the
    /// brackets of an IPv6 address (RFC 3986, 3.2). A comma would be a list of hosts.
    private static func isInHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "$")...UInt8(ascii: "+"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: ";"),
            UInt8(ascii: "="), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
